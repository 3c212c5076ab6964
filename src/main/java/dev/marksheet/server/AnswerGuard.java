package dev.marksheet.server;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.apache.coyote.CloseNowException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps clients that do not read from taking all request threads: an answer too large for one buffer is begun only while
 * one of a bounded number of places is free, of which one client address gets a part.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class AnswerGuard extends OncePerRequestFilter {

    static final String TOO_MANY =
            "Too many large answers are being sent at the moment, or too many to this client. Ask again later.";

    private final AnswerPlaces places;

    AnswerGuard(HttpProperties properties) {
        this.places = new AnswerPlaces(properties.largeAnswers(), properties.largeAnswersPerClient());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AnswerPlaces.Place place = places.of(request.getRemoteAddr());
        GuardedResponse guarded = new GuardedResponse(request, response, place);
        try {
            chain.doFilter(request, guarded);
            if (request.getAttribute(BrokenAnswers.CUT) != null) {
                throw new CloseNowException("an answer broke off half-way");
            }
        } catch (ServletException | IOException | RuntimeException e) {
            if (request.getAttribute(GuardedResponse.REFUSED) == null || response.isCommitted()) {
                throw e;
            }
            Problems.send(response, HttpStatus.SERVICE_UNAVAILABLE, TOO_MANY, Map.of("Retry-After", "5"));
        } finally {
            if (request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new Leaving(place));
            } else {
                place.leave();
            }
        }
    }

    private record Leaving(AnswerPlaces.Place place) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            place.leave();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
