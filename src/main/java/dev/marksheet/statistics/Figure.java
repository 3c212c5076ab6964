package dev.marksheet.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How figures are written in every document and page: the same number always looks the same, with a point as the decimal
 * mark in every language. Pure; safe for use by many threads at once.
 */
public final class Figure {

    /** Stands where there is no figure; never 0 and never NaN. */
    public static final String NONE = "—";

    private static final int PLACES = 2;
    private static final double VISIBLE = 0.005;

    /** Digits of which no rounding error of a few steps is a part. */
    private static final MathContext FIRM = new MathContext(12);

    /** What a few steps with numbers around 1 may be off by. */
    private static final double ROUNDING = 2 * Math.ulp(1.0);

    private Figure() {}

    /**
     * The number that a computed one stands for: 0.1 for 0.09999999999999998, which is 1 - 0.9 in binary fractions. Numbers
     * that are not that near to one with 12 digits, such as 2/3, stay as they are.
     */
    public static double plain(double value) {
        double firm = new BigDecimal(value).round(FIRM).doubleValue();
        return Math.abs(firm - value) <= ROUNDING * Math.max(1, Math.abs(value)) ? firm : value;
    }

    /** The number with two decimals; {@link #NONE} for null. */
    public static String of(@Nullable Double value) {
        return of(value, PLACES);
    }

    /** The number with this many decimals, never a negative zero; {@link #NONE} for null. */
    public static String of(@Nullable Double value, int places) {
        if (value == null) {
            return NONE;
        }
        String text = String.format(Locale.ROOT, "%." + places + "f", value);
        return text.startsWith("-") && text.chars().allMatch(c -> "-0.".indexOf(c) >= 0) ? text.substring(1) : text;
    }

    /** A number as somebody may have entered it, with the decimals that it needs: {@code 4.5}, {@code 3}. */
    public static String entered(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** {@code 0.54–0.68}; {@link #NONE} for null. */
    public static String interval(MetricStat.@Nullable Interval interval) {
        return interval == null ? NONE : of(interval.low()) + "–" + of(interval.high());
    }

    /**
     * A mean and how far it may be off: {@code 0.61 ± 0.07}, or {@code 0.96 (0.87–1.00)} where the 95 % interval is
     * lopsided, or the mean alone where one score allows no interval; {@link #NONE} without scores.
     */
    public static String mean(MetricStat stat, MetricRange range) {
        if (stat.scored() == 0) {
            return NONE;
        }
        MetricStat.Interval interval = stat.interval(range.min(), range.max());
        if (interval == null) {
            return of(stat.mean());
        }
        double middle = (interval.low() + interval.high()) / 2;
        return Math.abs(middle - stat.mean()) < VISIBLE
                ? of(stat.mean()) + " ± " + of(interval.margin())
                : of(stat.mean()) + " (" + interval(interval) + ")";
    }

    /** A share as a whole percentage; {@code <1%} and {@code >99%} rather than a rounded claim of never or always. */
    public static String percent(double share) {
        long rounded = Math.round(share * 100);
        if (rounded == 0 && share > 0) {
            return "<1%";
        }
        return rounded == 100 && share < 1 ? ">99%" : rounded + "%";
    }
}
