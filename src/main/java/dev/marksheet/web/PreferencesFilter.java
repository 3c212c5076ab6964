package dev.marksheet.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps what a visitor chooses, and hands the preferences to every template, that of an error too, as {@code site},
 * with who looks at it, as {@code visitor}. Before
 * the filter that waits for bodies, which those behind it don't see again.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 100)
public class PreferencesFilter extends OncePerRequestFilter {

    /** The request attribute that holds the {@link Preferences}. */
    public static final String PREFERENCES = "preferences";

    private static final Duration KEPT = Duration.ofDays(365);

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Pages.isForPrograms(request);
    }

    /** What failed before this filter has its page, too. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Preferences preferences = Preferences.of(request);
        request.setAttribute(PREFERENCES, preferences);
        request.setAttribute("site", Site.of(preferences));
        request.setAttribute("visitor", Visitor.of(request));
        keep(Preferences.LANG, request, response);
        keep(Preferences.THEME, request, response);
        chain.doFilter(request, response);
    }

    private static void keep(String name, HttpServletRequest request, HttpServletResponse response) {
        Preferences.newlyChosen(request, name)
                .ifPresent(value -> response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        ResponseCookie.from(name, value)
                                .path("/")
                                .maxAge(KEPT)
                                .sameSite("Lax")
                                .httpOnly(true)
                                .build()
                                .toString()));
    }
}
