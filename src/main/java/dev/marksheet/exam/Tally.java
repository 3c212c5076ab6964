package dev.marksheet.exam;

import dev.marksheet.session.ExamResult.Part;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts right verdicts. */
final class Tally {

    /** A row and what the judge said of it; null where it gave nothing usable. */
    record Marked(ExamRow row, @Nullable Boolean passed) {

        boolean isRight() {
            return Objects.equals(passed, row.isSupported());
        }
    }

    private final List<Marked> all;

    Tally(List<Marked> all) {
        this.all = all;
    }

    /** The rows that {@code belongs} picks; a label that none of them has is taken from all rows. */
    Part part(Predicate<ExamRow> belongs) {
        List<Marked> own = all.stream().filter(m -> belongs.test(m.row())).toList();
        int right = (int) own.stream().filter(Marked::isRight).count();
        SignalStat passed = share(own, true);
        SignalStat failed = share(own, false);
        return part(own.size(), right, passed, failed);
    }

    /** The parts of rows that are alike in something, in the order in which they first come. */
    Map<String, Part> by(Function<ExamRow, String> something) {
        Map<String, Part> parts = new LinkedHashMap<>();
        all.stream().map(Marked::row).map(something).forEach(name -> {
            if (!parts.containsKey(name)) {
                parts.put(name, part(row -> something.apply(row).equals(name)));
            }
        });
        return parts;
    }

    private SignalStat share(List<Marked> own, boolean supported) {
        List<Marked> labelled = labelled(own, supported);
        List<Marked> rows = labelled.isEmpty() ? labelled(all, supported) : labelled;
        return new SignalStat(rows.size(), rows.stream().filter(Marked::isRight).count(), List.of());
    }

    private static List<Marked> labelled(List<Marked> rows, boolean supported) {
        return rows.stream().filter(m -> m.row().isSupported() == supported).toList();
    }

    /** The interval of a mean of two shares from the intervals of both, squared and added (Newcombe). */
    private static Part part(int rows, int right, SignalStat passed, SignalStat failed) {
        double mean = (share(passed) + share(failed)) / 2;
        MetricStat.Interval one = passed.interval();
        MetricStat.Interval other = failed.interval();
        double below = Math.hypot(share(passed) - one.low(), share(failed) - other.low()) / 2;
        double above = Math.hypot(one.high() - share(passed), other.high() - share(failed)) / 2;
        return new Part(rows, right, mean, Math.max(0, mean - below), Math.min(1, mean + above));
    }

    private static double share(SignalStat stat) {
        return stat.eligible() == 0 ? 0 : (double) stat.hits() / stat.eligible();
    }
}
