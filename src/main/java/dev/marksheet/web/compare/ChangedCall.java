package dev.marksheet.web.compare;

import dev.marksheet.query.Comparison;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.text.Bounded;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.web.Paths;
import dev.marksheet.web.report.CallsTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A question that was answered in both runs, with both answers and the scores that changed. */
record ChangedCall(String question, List<Change> changes, Answer base, Answer other) {

    private static final int LONGEST = 600;

    /** @param verdict {@code better} or {@code worse}; {@code undecided} where the judges differ */
    record Change(String metric, CallsTable.Cell base, CallsTable.Cell other, String difference, String verdict) {}

    /** @param text the beginning of the answer; null when there was none */
    record Answer(@Nullable String text, String href) {}

    private record Calls(JobId base, JobId other) {}

    /** The calls whose scores changed most, each once. */
    static List<ChangedCall> of(Comparison comparison, Function<JobId, Optional<Sample>> samples) {
        Map<Calls, List<Comparison.Changed>> byCalls = comparison.changed().stream()
                .collect(Collectors.groupingBy(
                        changed -> new Calls(changed.baseJob(), changed.otherJob()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return byCalls.entrySet().stream()
                .map(entry -> new ChangedCall(
                        samples.apply(entry.getKey().other())
                                .map(sample -> cut(sample.question()))
                                .orElse(""),
                        entry.getValue().stream()
                                .map(changed -> change(changed, comparison))
                                .toList(),
                        answer(comparison.base().run(), entry.getKey().base(), samples),
                        answer(comparison.other().run(), entry.getKey().other(), samples)))
                .toList();
    }

    private static Change change(Comparison.Changed changed, Comparison comparison) {
        String metric = changed.metric();
        MetricRange range = comparison.base().range(metric);
        boolean better = changed.other() > changed.base() == range.higherIsBetter();
        return new Change(
                metric,
                CallsTable.cell(changed.base(), range),
                CallsTable.cell(changed.other(), range),
                ComparePage.signed(changed.other() - changed.base()),
                comparison.judgedDifferently().contains(metric) ? "undecided" : better ? "better" : "worse");
    }

    private static Answer answer(RunId run, JobId job, Function<JobId, Optional<Sample>> samples) {
        return new Answer(
                samples.apply(job).map(Sample::answer).map(ChangedCall::cut).orElse(null), Paths.call(run, job));
    }

    private static String cut(String text) {
        return Bounded.cut(text, LONGEST);
    }
}
