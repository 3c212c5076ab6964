package dev.marksheet.web;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.time.Duration;
import java.time.Instant;

/** The pages' words for texts that are put together before a template shows them. */
public final class Words {

    static final String BUNDLE = "web.messages";

    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    public static Wording in(Language language) {
        return Wording.of(BUNDLE, language);
    }

    /** How long ago something was: {@code 12s ago}, in the largest unit that fits. */
    static String ago(Instant then, Instant now, Wording words) {
        long seconds = Math.max(0, Duration.between(then, now).toSeconds());
        if (seconds < MINUTE) {
            return words.text("ago.seconds", seconds);
        }
        if (seconds < HOUR) {
            return words.text("ago.minutes", seconds / MINUTE);
        }
        return seconds < DAY ? words.text("ago.hours", seconds / HOUR) : words.text("ago.days", seconds / DAY);
    }
}
