package dev.marksheet.web;

import dev.marksheet.session.text.Wording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A point in time as pages show it.
 *
 * @param iso ISO-8601 in UTC, for {@code <time datetime>} and as the exact time to read
 * @param ago how long ago it was when the page was made
 */
public record Moment(String iso, String ago) {

    public static Moment of(Instant then, Instant now, Wording words) {
        return new Moment(then.truncatedTo(ChronoUnit.SECONDS).toString(), Words.ago(then, now, words));
    }
}
