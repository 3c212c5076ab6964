package dev.marksheet.access;

import dev.marksheet.server.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a service without a key answer to its own names only. A web page anywhere may have its own name point to this
 * machine once it has been loaded, and the browser then takes our answers for that page's; but it still sends its name.
 */
final class HostCheck extends OncePerRequestFilter {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final String REFUSED =
            "Without a key this service answers only to localhost, 127.0.0.1, [::1] and the names in"
                    + " marksheet.access.hosts. Add the name there, or set marksheet.access.admin-key.";

    private final AccessMode mode;
    private final Set<String> names;
    private final Refusals refusals;

    HostCheck(AccessMode mode, AccessProperties properties, Refusals refusals) {
        this.mode = mode;
        this.names = Stream.concat(
                        LOOPBACK.stream(), properties.hosts().stream().map(HostCheck::name))
                .collect(Collectors.toUnmodifiableSet());
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !mode.checksHosts() || OpenPaths.isProbe(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = request.getHeader(HttpHeaders.HOST);
        // Only HTTP/1.0 may leave it out, which no browser speaks.
        if (host == null || names.contains(name(host))) {
            chain.doFilter(request, response);
        } else {
            AuditFilter.refused(request);
            refusals.refuse(request, response, HttpStatus.FORBIDDEN, REFUSED);
        }
    }

    /** In small letters, without the port. */
    private static String name(String host) {
        String lower = host.strip().toLowerCase(Locale.ROOT);
        int port = lower.lastIndexOf(':');
        return port > lower.lastIndexOf(']') ? lower.substring(0, port) : lower;
    }
}
