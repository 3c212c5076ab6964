package dev.marksheet.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/** Tells requests for pages from those of programs. */
final class Pages {

    private Pages() {}

    /** Whether the path belongs to the API or to the endpoints of operation, which never answer with a page. */
    static boolean isForPrograms(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String whole = failed instanceof String uri ? uri : request.getRequestURI();
        String here = request.getContextPath();
        String path = whole.startsWith(here) ? whole.substring(here.length()) : whole;
        return path.equals("/api") || path.startsWith("/api/") || path.startsWith("/actuator");
    }

    /** Whether a browser asks for a page. */
    static boolean isForBrowsers(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return !isForPrograms(request) && accept != null && accept.contains("text/html");
    }
}
