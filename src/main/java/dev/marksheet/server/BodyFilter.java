package dev.marksheet.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes bodies in before a request gets to work, without a thread that waits for them: who sends slowly holds a
 * connection and nothing else. A body has to fit into {@link #MAX_BYTES}, into the room that all bodies share, and into a
 * time that goes by its length; a large one waits for its turn in the room for large texts before it is looked at.
 * The last of all filters, as those behind it would be passed over.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BodyFilter extends OncePerRequestFilter {

    /** The largest body, in bytes. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private final Intake intake;

    BodyFilter(Intake intake) {
        this.intake = intake;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!Intake.hasBody(request)) {
            chain.doFilter(request, response);
            Problems.dropBody(request);
            return;
        }
        BodyBudget.Share share = intake.admitAtOnce(request);
        if (share != null) {
            process(request, response, chain, share);
        } else {
            intake.receive(request, response);
        }
    }

    /** The whole body has arrived with its head: there is nothing to wait for. */
    private static void process(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, BodyBudget.Share share)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            share.giveBack();
            if (!request.isAsyncStarted()) {
                Problems.dropBody(request);
            }
        }
    }
}
