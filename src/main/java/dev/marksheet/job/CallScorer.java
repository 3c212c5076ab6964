package dev.marksheet.job;

import dev.marksheet.judge.AnswerJournal;
import dev.marksheet.judge.FairShareKey;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.PromptInjections;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Scoring;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Row;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.MetricRange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Scores one call within a deadline. Safe for use by many threads at once. */
final class CallScorer {

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Judges judges;
    private final MetricCatalog catalog;
    private final Map<String, MetricRange> ranges;
    private final Duration deadline;
    private final ExecutorService remote;
    private final ExecutorService local;
    private final JudgeHealth health;
    private final AtomicLong calls = new AtomicLong();

    /**
     * @param remote threads for judge tasks that wait for an endpoint
     * @param local threads for judge tasks that compute in this process
     */
    CallScorer(
            Judges judges,
            MetricCatalog catalog,
            Duration deadline,
            ExecutorService remote,
            ExecutorService local,
            JudgeHealth health) {
        this.judges = judges;
        this.catalog = catalog;
        this.ranges = catalog.ranges();
        this.deadline = deadline;
        this.remote = remote;
        this.local = local;
        this.health = health;
    }

    /**
     * Scores the call, blocking until every metric has an outcome or the deadline has passed.
     *
     * @param answers what judges have answered for this call before, and where new answers go
     * @throws InterruptedException if the thread was interrupted or the process is about to end: there is no result,
     *     partial or whole
     * @throws JudgeOutageException if the judge's endpoint answers nobody; what it has answered before is with the answers
     */
    CallResult score(ScoreRequest request, AnswerJournal answers) throws InterruptedException {
        return score(request, request, answers);
    }

    /**
     * The same; of a call that had ended before only the metrics that had failed are scored, once more.
     *
     * @param earlier null for a call that never has
     */
    CallResult score(ScoreRequest request, Row.@Nullable Earlier earlier, AnswerJournal answers)
            throws InterruptedException {
        return earlier == null
                ? score(request, answers)
                : mended(earlier.result(), score(request.only(earlier.result().failed()), request, answers));
    }

    /** A result where those metrics that had failed were tried again. */
    CallResult mended(CallResult earlier, CallResult attempt) {
        CallResult mended = earlier.mendedBy(attempt);
        return mended.meaning(mean(mended.scores()));
    }

    private CallResult score(ScoreRequest request, ScoreRequest whole, AnswerJournal answers)
            throws InterruptedException {
        long start = System.nanoTime();
        FairShareKey asker = new FairShareKey(request.session(), calls.getAndIncrement());
        ExecutorService threads = threadsFor(request);
        try (SharedCallJudge panel = new SharedCallJudge(
                answers.before(judges.judge(request.judgeModel(), request.language())),
                judges.embedder(request.embeddingModel())
                        .in(request.sample().language())
                        .telling(request.language()),
                request.sample().contexts(),
                request.language(),
                question -> threads.execute(() -> asker.run(question)))) {
            Scoring scoring = catalog.score(request, panel::forMetric);
            Map<String, Score> found = await(scoring, panel, request.language());
            requireNoneStopped(panel);
            Map<String, Score> scores = quoting(found, panel, request.language());
            return new CallResult(
                    scores,
                    usage(request.metrics(), scoring.latencies(), panel.usage()),
                    Duration.ofNanos(System.nanoTime() - start).toMillis(),
                    mean(scores),
                    fingerprint(whole),
                    PromptInjections.in(request.sample()));
        }
    }

    private static Map<String, Score> quoting(Map<String, Score> scores, SharedCallJudge panel, Language language) {
        Map<String, Score> quoting = new LinkedHashMap<>();
        scores.forEach((metric, score) -> {
            List<JudgeReply> replies = panel.replies(metric);
            Evidence evidence = score.evidence().bounded(language);
            quoting.put(metric, score.with(replies.isEmpty() ? evidence : evidence.quoting(replies)));
        });
        return quoting;
    }

    /** In the metrics' order, so that equal calls read alike. */
    private static Map<String, Usage> usage(
            List<String> metrics, Map<String, Long> latencies, Map<String, Usage> spent) {
        Map<String, Usage> usage = new LinkedHashMap<>();
        for (String metric : metrics) {
            Usage own = spent.getOrDefault(metric, Usage.NONE);
            Long millis = latencies.get(metric);
            usage.put(metric, millis == null ? own : own.lasting(millis));
        }
        return usage;
    }

    private JudgeFingerprint fingerprint(ScoreRequest request) {
        return JudgeFingerprint.of(
                judges.identity(request).marking(catalog.versions(request.metrics(), request.metricParams())));
    }

    private ExecutorService threadsFor(ScoreRequest request) {
        boolean inProcess = request.judgeModel().equals(Judges.LOCAL)
                && request.embeddingModel().equals(Judges.LOCAL);
        return inProcess ? local : remote;
    }

    /** The call is not to pay for the end of this process, which its judge may feel before the worker is interrupted. */
    private static void requireNoneStopped(SharedCallJudge panel) throws InterruptedException {
        if (panel.stopping()) {
            throw new InterruptedException("the service is stopping");
        }
        panel.outage().ifPresent(outage -> {
            throw new JudgeOutageException(String.valueOf(outage.getMessage()));
        });
    }

    /** Why the call need not be begun, as it would ask an endpoint that answers nobody; empty when it may be. */
    Optional<JudgeOutageException> mustWait(ScoreRequest request) {
        return health.ownClosed()
                .filter(outage -> asksEndpoint(request))
                .map(outage -> new JudgeOutageException(outage.said(request.language())));
    }

    /** Embeddings are left out: few metrics ask for them, and those that do find out. */
    private boolean asksEndpoint(ScoreRequest request) {
        return !request.judgeModel().equals(Judges.LOCAL)
                && catalog.descriptions().stream()
                        .anyMatch(metric ->
                                metric.usesJudge() && request.metrics().contains(metric.name()));
    }

    private Map<String, Score> await(Scoring scoring, SharedCallJudge panel, Language language)
            throws InterruptedException {
        Optional<Map<String, Score>> inTime = scoresWithin(deadline, scoring);
        if (inTime.isPresent()) {
            return inTime.get();
        }
        Optional<JudgeHealth.Outage> outage = health.outage().filter(any -> health.away());
        if (outage.isPresent()) {
            throw new JudgeOutageException(outage.get().said(language));
        }
        panel.stop(scoring.overdue(deadline));
        // A judge that is interrupted says what it saw last.
        return scoresWithin(LAST_WORDS, scoring).orElseGet(() -> scoring.soFar(deadline));
    }

    private static Optional<Map<String, Score>> scoresWithin(Duration time, Scoring scoring)
            throws InterruptedException {
        try {
            return Optional.of(scoring.scores().get(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("scoring never fails as a whole", e);
        }
    }

    private @Nullable Double mean(Map<String, Score> scores) {
        return mean(scores, ranges);
    }

    /** What tells the worst calls: the mean of those scores that can be averaged, 1 for perfect; null when there are none. */
    static @Nullable Double mean(Map<String, Score> scores, Map<String, MetricRange> ranges) {
        OptionalDouble mean = scores.entrySet().stream()
                .filter(e -> comparable(ranges.getOrDefault(e.getKey(), MetricRange.UNIT)))
                .filter(e -> e.getValue() instanceof Score.Scored)
                .mapToDouble(
                        e -> goodness((Score.Scored) e.getValue(), ranges.getOrDefault(e.getKey(), MetricRange.UNIT)))
                .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    /** Only scores that mean the same, 1 for perfect or for the worst, can be averaged. */
    private static boolean comparable(MetricRange range) {
        return range.max() == 1 && (range.higherIsBetter() || range.min() == 0);
    }

    private static double goodness(Score.Scored score, MetricRange range) {
        return range.higherIsBetter() ? score.value() : 1 - score.value();
    }
}
