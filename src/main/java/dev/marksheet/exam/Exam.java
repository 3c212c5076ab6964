package dev.marksheet.exam;

import dev.marksheet.judge.Judges;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Scoring;
import dev.marksheet.session.Finding;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has a judge mark the faithfulness of rows whose right verdict is known, and counts. Stateless; safe for use by many
 * threads at once.
 */
@Component
public class Exam {

    private static final String METRIC = "faithfulness";
    private static final double CUT = 0.5;

    private final Judges judges;
    private final MetricCatalog catalog;
    private final List<ExamRow> rows = ExamRows.read();

    Exam(Judges judges, MetricCatalog catalog) {
        this.judges = judges;
        this.catalog = catalog;
    }

    /** The rows, in their order. */
    public List<ExamRow> rows() {
        return rows;
    }

    /**
     * Examines a judge, one row after the other, blocking until it is done.
     *
     * @param threads on which the judge's questions run; not the calling thread's own pool
     * @param done told how many rows are done, after each
     * @throws dev.marksheet.judge.JudgeException if there is no such judge
     * @throws InterruptedException if the calling thread was interrupted, between two rows
     */
    public ExamResult sit(String judgeModel, Executor threads, IntConsumer done) throws InterruptedException {
        List<Sitting> sittings = new ArrayList<>();
        for (ExamRow row : rows) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            sittings.add(mark(row, judgeModel, threads));
            done.accept(sittings.size());
        }
        return result(judgeModel, sittings);
    }

    private Sitting mark(ExamRow row, String judgeModel, Executor threads) {
        Sample sample = new Sample(row.question(), row.answer(), row.contexts(), null, List.of(), List.of(), List.of());
        ScoreRequest request = new ScoreRequest(
                new SessionId("exam"), sample, List.of(METRIC), Map.of(), judgeModel, Judges.LOCAL, row.lang());
        try (SharedCallJudge panel = new SharedCallJudge(
                judges.judge(judgeModel, row.lang()),
                judges.embedder(Judges.LOCAL).in(row.lang()),
                row.contexts(),
                row.lang(),
                threads)) {
            Scoring scoring = catalog.score(request, panel::forMetric);
            Score score = scoring.scores().join().get(METRIC);
            return new Sitting(
                    row,
                    score,
                    panel.usage().getOrDefault(METRIC, Usage.NONE),
                    scoring.latencies().getOrDefault(METRIC, 0L));
        }
    }

    private static ExamResult result(String judgeModel, List<Sitting> sittings) {
        List<Tally.Marked> marked = sittings.stream()
                .map(sitting -> new Tally.Marked(sitting.row, sitting.passed()))
                .toList();
        Map<String, @Nullable Boolean> passed = new LinkedHashMap<>();
        marked.forEach(each -> passed.put(each.row().id(), each.passed()));
        Tally tally = new Tally(marked);
        return new ExamResult(
                judgeModel,
                tally.part(row -> true),
                tally.by(row -> row.lang().wireName()),
                tally.by(ExamRow::kind),
                (int) marked.stream().filter(m -> m.passed() == null).count(),
                sittings.stream().mapToInt(Sitting::madeUpQuotes).sum(),
                sittings.stream().map(Sitting::usage).reduce(Usage.NONE, Usage::plus),
                sittings.stream().mapToLong(Sitting::latencyMs).sum() / Math.max(1, sittings.size()),
                passed);
    }

    /** A row with what the judge made of it. */
    private record Sitting(ExamRow row, @Nullable Score score, Usage usage, long latencyMs) {

        @Nullable
        Boolean passed() {
            return score instanceof Score.Scored scored ? Boolean.valueOf(scored.value() >= CUT) : null;
        }

        int madeUpQuotes() {
            return score == null
                    ? 0
                    : (int) score.evidence().findings().values().stream()
                            .flatMap(List::stream)
                            .map(Finding::quote)
                            .filter(quote -> quote != null && !quote.found())
                            .count();
        }
    }
}
