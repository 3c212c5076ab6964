package dev.marksheet.session;

import dev.marksheet.session.text.Sha256;
import java.util.regex.Pattern;

/**
 * The name of a session's report, of its folder and of its page: a pure function of the {@link SessionId}, one-to-one,
 * and made only of ASCII letters, digits, {@code -} and {@code ~}, so that it is safe in paths and URLs.
 */
public record RunId(String value) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+(-[A-Za-z0-9]+)*");
    private static final Pattern LEGAL = Pattern.compile("session-[A-Za-z0-9-]*(~[0-9a-f]{32})?");
    private static final int PLAIN_MAX_LENGTH = 64;
    private static final int CUT_LENGTH = 40;
    private static final int HASH_BYTES = 16;

    /** @throws IllegalArgumentException if {@code value} could not have come from {@link #of} */
    public RunId {
        if (value.length() > 100 || !LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("not a run id");
        }
    }

    /**
     * The run of a session. A plain id (ASCII letters and digits with single {@code -} between them, at most 64 long)
     * is kept as it is; any other is turned into a readable stem, {@code ~} and a hash of the whole id. As {@code ~}
     * never stands in a plain id, the two kinds can't meet.
     */
    public static RunId of(SessionId session) {
        String id = session.value();
        if (id.length() <= PLAIN_MAX_LENGTH && PLAIN.matcher(id).matches()) {
            return new RunId("session-" + id);
        }
        String stem = id.replaceAll("[^A-Za-z0-9]", "-");
        return new RunId("session-" + stem.substring(0, Math.min(stem.length(), CUT_LENGTH)) + "~" + hash(id));
    }

    private static String hash(String id) {
        return Sha256.hex(id, HASH_BYTES);
    }
}
