package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Scores every call with the number {@code n} that it is given, 1 without. */
record FakeMetric(Description description) implements Metric {

    static FakeMetric computed(String name, int order) {
        return new FakeMetric(Description.withoutJudge(name, order, List.of(Need.QUESTION), "fake"));
    }

    @Override
    public void check(Map<String, Object> parameters) {
        read(parameters);
    }

    private double read(Map<String, Object> values) {
        Parameters parameters = new Parameters(description.name(), values);
        double value = parameters.number("n", 1, 0, 9);
        parameters.text("mode", "usual");
        parameters.end();
        return value;
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        return CompletableFuture.completedFuture(new Score.Scored(read(call.parameters()), Evidence.NONE));
    }
}
