package dev.marksheet.metric;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Panel;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one metric so that whatever happens in it becomes its own outcome and nobody else's. */
final class MetricRun {

    private static final Logger log = LoggerFactory.getLogger(MetricRun.class);

    private final boolean ragasCompatible;

    MetricRun(boolean ragasCompatible) {
        this.ragasCompatible = ragasCompatible;
    }

    boolean ragasCompatible() {
        return ragasCompatible;
    }

    /** A future that never fails. */
    CompletableFuture<Score> start(
            Metric metric, Sample sample, Map<String, Object> parameters, Function<String, Panel> panels) {
        Description description = metric.description();
        List<String> missing = missing(description, sample);
        if (!missing.isEmpty()) {
            return CompletableFuture.completedFuture(new Score.Skipped(missingReason(missing)));
        }
        return begin(metric, sample, parameters, panels)
                .handle((score, fault) -> outcome(description.name(), score, fault));
    }

    private static CompletableFuture<Score> begin(
            Metric metric, Sample sample, Map<String, Object> parameters, Function<String, Panel> panels) {
        try {
            metric.check(parameters);
            return metric.score(
                    new Call(sample, parameters),
                    panels.apply(metric.description().name()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** RAGAS scores an empty text or list where the column is there; so does the compatible setting. */
    private List<String> missing(Description description, Sample sample) {
        return description.needs().stream()
                .filter(need -> ragasCompatible ? !need.isGivenBy(sample) : !need.isMetBy(sample))
                .map(Need::wireName)
                .toList();
    }

    private static String missingReason(List<String> missing) {
        if (missing.size() == 1) {
            return missing.get(0) + " is missing";
        }
        int last = missing.size() - 1;
        return String.join(", ", missing.subList(0, last)) + " and " + missing.get(last) + " are missing";
    }

    private static Score outcome(String metric, @Nullable Score score, @Nullable Throwable fault) {
        if (fault == null && score != null) {
            return score;
        }
        Throwable cause = fault;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof JudgeException || cause instanceof MetricParameterException) {
            return new Score.Failed(String.valueOf(cause.getMessage()));
        }
        log.error("{} ended with a fault of its own", metric, cause);
        return new Score.Failed("an internal fault ended this metric; the log of the service says more");
    }
}
