package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One metric: what it needs, what it asks and how it computes. Stateless; safe for use by many threads at once. */
public interface Metric {

    /** What the catalogue says of it. */
    Description description();

    /**
     * Refuses parameters that the metric could not score with. One that takes none need not override this.
     *
     * @throws MetricParameterException at the first unknown parameter or unusable value
     */
    default void check(Map<String, Object> parameters) {
        new Parameters(description().name(), parameters).end();
    }

    /**
     * The parameters that make a difference: with what the configuration settles, without what is so by default. Calls for
     * which they are equal are marked alike.
     *
     * @param parameters that {@link #check} lets pass
     */
    default Map<String, Object> settled(Map<String, Object> parameters) {
        return parameters;
    }

    /**
     * Scores one call. Called only when the inputs that {@link Description#needs()} names are there. The future may
     * fail with a {@link dev.marksheet.judge.JudgeException}, which the catalogue turns into {@link Score.Failed}.
     */
    CompletableFuture<Score> score(Call call, CallJudge panel);
}
