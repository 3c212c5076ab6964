package dev.marksheet.job.again;

import dev.marksheet.judge.Judges;
import dev.marksheet.judge.Rehearsals;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Scoring;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.statistics.MetricStat;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Says before what scoring calls would take. Where enough calls of a session were judged, it goes by what they took; else
 * some of the calls are rehearsed: their prompts are written and nothing is sent. Safe for use by many threads at once.
 */
public final class Estimator {

    /** So many calls are rehearsed at most, evenly spread. */
    static final int SAMPLE = 20;

    private static final int ENOUGH = 5;
    private static final int AT_ONCE = 2;
    private static final long SECONDS_A_CALL = 10;

    private final Rehearsals rehearsals;
    private final MetricCatalog catalog;
    private final Judges judges;
    private final Rescorer rescorer;
    private final Executor threads;
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    /** @param threads where the embedded judge answers */
    Estimator(Rehearsals rehearsals, MetricCatalog catalog, Judges judges, Rescorer rescorer, Executor threads) {
        this.rehearsals = rehearsals;
        this.catalog = catalog;
        this.judges = judges;
        this.rescorer = rescorer;
        this.threads = threads;
    }

    /**
     * What is to be expected.
     *
     * @param calls how many calls it is for
     * @param metrics all that any of them asks for
     * @param usage requests, tokens and, where prices are configured, cost of all of them
     * @param measured whether it goes by what calls of the session have taken
     */
    public record Estimate(
            long calls,
            Set<String> metrics,
            Set<String> judgeModels,
            Set<String> embeddingModels,
            Usage usage,
            boolean measured) {}

    /** For calls that are not stored. */
    public Estimate of(List<ScoreRequest> calls) throws InterruptedException {
        List<ScoreRequest> sample = IntStream.range(0, Math.min(SAMPLE, calls.size()))
                .mapToObj(i -> calls.get((int) ((long) i * calls.size() / Math.min(SAMPLE, calls.size()))))
                .toList();
        return rehearsed(sample, calls.size(), calls);
    }

    /** For the calls that an order would add to its session. */
    public Estimate of(SessionReport source, RescoreOrder order) throws InterruptedException {
        long calls = rescorer.look(order).missing();
        List<ScoreRequest> sample = rescorer.sample(order, SAMPLE);
        Optional<Usage> measured = measured(source, order.changes());
        if (measured.isPresent() && !sample.isEmpty()) {
            return estimate(
                    sample,
                    calls,
                    measured.get().times((double) calls / source.counts().ended()),
                    true);
        }
        return rehearsed(sample, calls, sample);
    }

    private Estimate rehearsed(List<ScoreRequest> sample, long calls, List<ScoreRequest> all)
            throws InterruptedException {
        Usage usage = Usage.NONE;
        for (ScoreRequest call : sample) {
            usage = usage.plus(rehearsed(call));
        }
        return estimate(all, calls, sample.isEmpty() ? usage : usage.times((double) calls / sample.size()), false);
    }

    private static Estimate estimate(List<ScoreRequest> calls, long count, Usage usage, boolean measured) {
        Set<String> metrics = new LinkedHashSet<>();
        calls.forEach(call -> metrics.addAll(call.metrics()));
        return new Estimate(
                count,
                metrics,
                calls.stream().map(ScoreRequest::judgeModel).collect(Collectors.toCollection(LinkedHashSet::new)),
                calls.stream().map(ScoreRequest::embeddingModel).collect(Collectors.toCollection(LinkedHashSet::new)),
                usage.lasting(0),
                measured);
    }

    /** What all calls of the session took, if all these metrics were judged often enough by a model. */
    private Optional<Usage> measured(SessionReport source, RescoreOrder.Changes changes) {
        boolean toLocal = Judges.LOCAL.equals(changes.judgeModel());
        List<String> metrics = changes.metrics().isEmpty() ? source.metricNames() : changes.metrics();
        Usage all = Usage.NONE;
        for (String metric : metrics) {
            MetricStat stat = source.metrics().getOrDefault(metric, MetricStat.EMPTY);
            Usage usage = source.judging().usage().getOrDefault(metric, Usage.NONE);
            boolean asks =
                    catalog.descriptions().stream().anyMatch(d -> d.name().equals(metric) && d.usesJudge());
            if (stat.tried() < ENOUGH || asks && usage.requests() == 0) {
                return Optional.empty();
            }
            all = all.plus(usage);
        }
        boolean sameModels = changes.judgeModel() == null && changes.embeddingModel() == null;
        return toLocal
                        || all.requests() == 0 && all.inputTokens() == 0
                        || !changes.metricParams().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        sameModels || changes.judgeModel() == null ? all : judges.priced(changes.judgeModel(), all));
    }

    private Usage rehearsed(ScoreRequest call) throws InterruptedException {
        places.acquire();
        try (SharedCallJudge panel = new SharedCallJudge(
                rehearsals.judge(call.judgeModel(), call.language()),
                rehearsals.embedder(call.embeddingModel()),
                call.sample().contexts(),
                call.language(),
                threads)) {
            Scoring scoring = catalog.score(call, panel::forMetric);
            try {
                scoring.scores().get(SECONDS_A_CALL, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                panel.stop("it takes too long to say");
            }
            return Usage.total(new ArrayList<>(panel.usage().values()));
        } finally {
            places.release();
        }
    }
}
