package dev.marksheet.api;

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

    private static final Logger LOG = LoggerFactory.getLogger(BrokenAnswers.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception e) {
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            LOG.debug("A client went away before it had its answer", e);
            return new ModelAndView();
        }
        if (response.isCommitted()) {
            LOG.error("An answer broke off half-way and its connection is cut", e);
            // Tomcat closes the connection of an answer that has begun and then fails.
            throw new CutOffException(e);
        }
        return AnswerRefusedException.in(e) ? refused(response) : null;
    }

    private static ModelAndView refused(HttpServletResponse response) {
        try {
            Problems.send(response, HttpStatus.SERVICE_UNAVAILABLE, AnswerGuard.TOO_MANY, Map.of("Retry-After", "5"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelAndView();
    }

    private static final class CutOffException extends RuntimeException {

        private static final long serialVersionUID = 1;

        CutOffException(Exception cause) {
            super("an answer broke off half-way: " + cause.getClass().getSimpleName());
        }
    }
}
