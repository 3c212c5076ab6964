package dev.marksheet.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** Notes which version of a run a page or a fragment shows, for {@link SharedFragments}, which comes before the model. */
final class ShownVersion implements HandlerInterceptor {

    private static final String ATTRIBUTE = ShownVersion.class.getName();

    /** The version that was shown in answer to the request; -1 when it showed no run. */
    static long in(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Long version ? version : -1;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView view) {
        if (view != null && view.getModel().get("run") instanceof RunFrame run) {
            request.setAttribute(ATTRIBUTE, run.version());
        }
    }
}
