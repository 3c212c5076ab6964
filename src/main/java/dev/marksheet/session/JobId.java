package dev.marksheet.session;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The name of a job: 12 lower-case hexadecimal digits. */
public record JobId(String value) {

    private static final Pattern LEGAL = Pattern.compile("[0-9a-f]{12}");

    /** @throws IllegalArgumentException if {@code value} is not 12 lower-case hexadecimal digits */
    public JobId {
        if (!LEGAL.matcher(value).matches()) {
            throw new IllegalArgumentException("not a job id");
        }
    }

    /** A new id drawn from {@code random}; two draws may meet by chance, so storage must insist on uniqueness. */
    public static JobId draw(RandomGenerator random) {
        return new JobId(HexFormat.of().toHexDigits(random.nextLong(), 12));
    }
}
