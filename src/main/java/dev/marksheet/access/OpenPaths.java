package dev.marksheet.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;

/** What nobody needs a key for although no line of the table names it: files of the pages, and the probes. */
final class OpenPaths {

    private static final Set<String> PROBES = Set.of("/actuator/health/liveness", "/actuator/health/readiness");
    private static final List<String> FILES = List.of("/css/", "/js/", "/webjars/");
    private static final Set<String> ICONS = Set.of("/favicon.svg", "/favicon.ico");

    private OpenPaths() {}

    /** Whether something that runs the service asks whether it lives. */
    static boolean isProbe(HttpServletRequest request) {
        return PROBES.contains(path(request));
    }

    static boolean contain(HttpServletRequest request) {
        String path = path(request);
        boolean plain = !path.contains("..") && !path.contains("%") && !path.contains(";");
        return plain
                && (PROBES.contains(path)
                        || ICONS.contains(path)
                        || FILES.stream().anyMatch(path::startsWith));
    }

    /** As it was sent, below the path that the service stands at. */
    static String path(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
