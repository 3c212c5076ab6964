package dev.marksheet.access;

import dev.marksheet.server.Refusals;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts the calls that a key sends to this node, and refuses more than it may send within any minute. */
final class CallLimits extends OncePerRequestFilter {

    private final Refusals refusals;
    private final Map<String, LastMinute> sent = new ConcurrentHashMap<>();

    CallLimits(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Caller caller = Caller.of(request);
        if (caller.keyId() == null || caller.callsPerMinute() == null || !RoleCheck.takesCalls(request)) {
            chain.doFilter(request, response);
            return;
        }
        int most = caller.callsPerMinute();
        long wait =
                sent.computeIfAbsent(caller.keyId(), id -> new LastMinute(most)).take(System.nanoTime());
        if (wait == 0) {
            chain.doFilter(request, response);
        } else {
            AuditFilter.refused(request);
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait));
            refusals.refuse(
                    request,
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "This key may send " + most + " calls within a minute; this one was not accepted.");
        }
    }

    /** When the last calls were sent, as many as may be sent within a minute. */
    private static final class LastMinute {

        private static final long MINUTE = Duration.ofMinutes(1).toNanos();
        private static final long SECOND = Duration.ofSeconds(1).toNanos();

        private final long[] times;
        private int oldest;
        private int count;

        LastMinute(int most) {
            times = new long[most];
        }

        /** Counts one more, or says after how many seconds one may come. */
        synchronized long take(long now) {
            long free = count < times.length ? 0 : times[oldest] + MINUTE - now;
            if (free > 0) {
                return (free + SECOND - 1) / SECOND;
            }
            times[(oldest + count) % times.length] = now;
            if (count < times.length) {
                count++;
            } else {
                oldest = (oldest + 1) % times.length;
            }
            return 0;
        }
    }
}
