package dev.marksheet.api.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Opaque tokens that say where the next page of a list starts. */
public final class PageTokens {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 500;

    private PageTokens() {}

    public static String of(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    public static String of(long place) {
        return of(Long.toString(place));
    }

    public static String place(String token) {
        try {
            String place = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            // No place that a list gives out holds any, and not every database takes them.
            if (place.chars().anyMatch(Character::isISOControl)) {
                throw invalid();
            }
            return place;
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
    }

    public static String text(@Nullable String token, String start) {
        return token == null ? start : place(token);
    }

    public static long number(@Nullable String token, long start) {
        if (token == null) {
            return start;
        }
        return number(place(token));
    }

    public static long number(String place) {
        try {
            return Long.parseLong(place);
        } catch (NumberFormatException e) {
            throw invalid();
        }
    }

    public static InvalidRequestException invalid() {
        return new InvalidRequestException(
                "page_token", "is not one that this list gave out: take next_page_token of the page before");
    }

    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return DEFAULT_LIMIT;
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidRequestException("limit", "must be from 1 to " + MAX_LIMIT);
        }
        return limit;
    }
}
