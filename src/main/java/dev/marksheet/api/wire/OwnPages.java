package dev.marksheet.api.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Keeps other sites' pages from changing things by a visitor's browser: a request without a body, or with a form's, is sent
 * by any page, and browsers say which. Programs say nothing and are let through.
 */
public final class OwnPages {

    private OwnPages() {}

    /** @throws ResponseStatusException 403, if a browser says that a page of another site sends it */
    public static void require(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean own = site == null
                ? origin == null || authority(origin).equals(request.getHeader(HttpHeaders.HOST))
                : site.equals("same-origin") || site.equals("none");
        if (!own) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN, "A page of another site can't change anything here.");
        }
    }

    private static String authority(String origin) {
        try {
            @Nullable String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
