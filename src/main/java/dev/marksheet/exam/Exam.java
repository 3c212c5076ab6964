package dev.marksheet.exam;

import dev.marksheet.judge.FairShareKey;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Scoring;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    /** By which metric the answers of the exam are judged. */
    public static final String METRIC = "faithfulness";

    private static final SessionId SESSION = new SessionId("exam");

    /** So many rows are at the judge at a time: scoring, which has many times as many places, comes first. */
    private static final int AT_ONCE = 4;

    /** What a row takes of an LLM: one request for its statements, one for their verdicts. */
    private static final int REQUESTS = 2;

    /** What a row's requests read and write, as the prompts stand, in the tokens of OpenAI's present models. */
    public static final int TOKENS_READ = 1_500;

    private static final int TOKENS_WRITTEN = 150;

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

    /** The fingerprint of the marks that the judge would give now: that of a call's faithfulness by the same judge. */
    public String fingerprint(String judgeModel) {
        Map<String, String> versions = catalog.versions(List.of(METRIC), Map.of());
        return JudgeFingerprint.of(
                        judges.identity(request(rows.get(0), judgeModel)).marking(versions))
                .hash();
    }

    /** What the exam takes, as far as can be told before; nothing of the embedded judge. */
    public Usage expected(String judgeModel) {
        if (judgeModel.equals(Judges.LOCAL)) {
            return Usage.NONE;
        }
        long count = rows.size();
        return judges.priced(judgeModel, Usage.of(REQUESTS * count, 0, TOKENS_READ * count, TOKENS_WRITTEN * count));
    }

    /**
     * Examines a judge, blocking until it is done. A few rows are at the judge at a time, and where others wait for the
     * endpoint they wait for their turn as the calls of one session do.
     *
     * @param threads on which the judge's questions run; not the calling thread's own pool
     * @param done told how many rows are done, after each
     * @throws JudgeException if the judge's endpoint answers nobody
     * @throws InterruptedException if the calling thread was interrupted
     */
    public ExamResult sit(String judgeModel, Executor threads, IntConsumer done) throws InterruptedException {
        List<Sitting> sittings = new ArrayList<>();
        Deque<Begun> begun = new ArrayDeque<>();
        try {
            for (ExamRow row : rows) {
                if (begun.size() == AT_ONCE) {
                    sittings.add(ended(begun));
                    done.accept(sittings.size());
                }
                begun.add(begin(row, judgeModel, threads));
            }
            while (!begun.isEmpty()) {
                sittings.add(ended(begun));
                done.accept(sittings.size());
            }
        } finally {
            begun.forEach(each -> each.panel.close());
        }
        return result(judgeModel, sittings);
    }

    /** A row that is at the judge. */
    private record Begun(ExamRow row, SharedCallJudge panel, Scoring scoring) {}

    private Begun begin(ExamRow row, String judgeModel, Executor threads) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        ScoreRequest request = request(row, judgeModel);
        FairShareKey asker = new FairShareKey(SESSION, rows.indexOf(row));
        SharedCallJudge panel = new SharedCallJudge(
                judges.judge(judgeModel, request.language()),
                judges.embedder(Judges.LOCAL).in(row.lang()),
                row.contexts(),
                request.language(),
                question -> threads.execute(() -> asker.run(question)));
        return new Begun(row, panel, catalog.score(request, panel::forMetric));
    }

    private static Sitting ended(Deque<Begun> begun) throws InterruptedException {
        Begun first = begun.element();
        try (SharedCallJudge panel = first.panel) {
            Sitting sitting = Sitting.of(first.row, first.scoring, panel);
            begun.remove();
            return sitting;
        }
    }

    private ScoreRequest request(ExamRow row, String judgeModel) {
        Sample sample = new Sample(row.question(), row.answer(), row.contexts(), null, List.of(), List.of(), List.of());
        Language language = judges.language(sample);
        return new ScoreRequest(
                SESSION, sample, List.of(METRIC), Map.of(), judgeModel, judges.defaultEmbeddingModel(), language);
    }

    private static ExamResult result(String judgeModel, List<Sitting> sittings) {
        List<Tally.Marked> marked = sittings.stream()
                .map(sitting -> new Tally.Marked(sitting.row(), sitting.passed()))
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
                Usage.total(sittings.stream().map(Sitting::usage).toList()),
                sittings.stream().mapToLong(Sitting::latencyMs).sum() / Math.max(1, sittings.size()),
                passed);
    }
}
