package dev.marksheet.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.springframework.http.HttpHeaders;

/**
 * Tells whether a form was sent from one of our own pages, so that no other site can have a visitor's browser send it.
 * Browsers say where a request comes from and let no page change it.
 */
public final class SameOrigin {

    private SameOrigin() {}

    /** Whether the browser says that it comes from here; a request that says nothing is not taken for one. */
    public static boolean sent(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        return origin != null && host != null && host.equals(authority(origin));
    }

    /** Whether the browser says that it comes from elsewhere; a request that says nothing was sent by no browser. */
    public static boolean isForeign(HttpServletRequest request) {
        boolean says = request.getHeader("Sec-Fetch-Site") != null || request.getHeader(HttpHeaders.ORIGIN) != null;
        return says && !sent(request);
    }

    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
