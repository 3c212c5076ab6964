package dev.marksheet.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Looks first at every failed request, for what no other resolver can answer: a client that has gone is told nothing, and
 * an answer that has begun is cut off, so that its half is never taken for the whole.
 */
@Component
class BrokenAnswers implements HandlerExceptionResolver, Ordered {

    /** Names the attribute of requests whose connection is to be cut: what was sent of their answers is not the whole. */
    static final String CUT = BrokenAnswers.class.getName() + ".cut";

    private static final Logger LOG = LoggerFactory.getLogger(BrokenAnswers.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        // Spring shows it as if the client had gone.
        if (request.getAttribute(GuardedResponse.REFUSED) != null && !response.isCommitted()) {
            return refused(response);
        }
        boolean gone = DisconnectedClientHelper.isClientDisconnectedException(e);
        if (!gone && !response.isCommitted()) {
            return null;
        }
        if (gone) {
            LOG.debug("A client went away before it had its answer", e);
        } else {
            LOG.error("An answer broke off half-way and its connection is cut", e);
        }
        request.setAttribute(CUT, true);
        return new ModelAndView();
    }

    private static ModelAndView refused(HttpServletResponse response) {
        try {
            Problems.send(response, HttpStatus.SERVICE_UNAVAILABLE, AnswerGuard.TOO_MANY, Map.of("Retry-After", "5"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }
}
