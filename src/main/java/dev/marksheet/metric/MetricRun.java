package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.Failures;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
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
    CompletableFuture<Score> start(Metric metric, Call call, Function<String, CallJudge> panels) {
        Description description = metric.description();
        List<String> missing = missing(description, call.sample());
        if (!missing.isEmpty()) {
            return CompletableFuture.completedFuture(
                    Score.Skipped.lacking(missing, missingReason(missing, call.words())));
        }
        return begin(metric, call, panels).handle((score, fault) -> outcome(description, score, fault, call.words()));
    }

    private static CompletableFuture<Score> begin(Metric metric, Call call, Function<String, CallJudge> panels) {
        try {
            metric.check(call.parameters());
            return metric.score(call, panels.apply(metric.description().name()));
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

    private static String missingReason(List<String> missing, Wording words) {
        return words.text(missing.size() == 1 ? "missing.one" : "missing.several", Reasons.sentence(missing, words));
    }

    private static Score outcome(Description metric, @Nullable Score score, @Nullable Throwable fault, Wording words) {
        if (fault == null && score != null) {
            return score instanceof Score.Scored scored
                    ? new Score.Scored(metric.bounded(scored.value()), scored.evidence())
                    : score;
        }
        Throwable cause = Failures.cause(fault);
        if (cause instanceof JudgeException) {
            return new Score.Failed(words.text("fault.judge", String.valueOf(cause.getMessage())));
        }
        if (cause instanceof MetricParameterException) {
            return new Score.Failed(words.text("fault.parameter", String.valueOf(cause.getMessage())));
        }
        if (cause instanceof CancellationException) {
            return new Score.Failed(words.text("unfinished"));
        }
        log.error("{} ended with a fault of its own", metric.name(), cause);
        return new Score.Failed(words.text("fault.internal"));
    }
}
