package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Compares answer and ground truth by runs of characters. */
@Component
class ChrfScore implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "chrf_score",
            200,
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "F-score of the character runs that answer and ground truth share");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    private static final int MOST_ORDER = 20;
    private static final double MOST_BETA = 1000;

    private record Settings(int order, double beta) {}

    @Override
    public void check(Map<String, Object> parameters) {
        settings(parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        Settings settings = settings(call.parameters());
        return Effort.tooLong(call.words(), call.answer(), call.groundTruth()).orElseGet(() -> compare(call, settings));
    }

    private static CompletableFuture<Score> compare(Call call, Settings settings) {
        double value = Chrf.of(call.answer(), call.groundTruth(), settings.order(), settings.beta());
        return Computed.score(value, call.words().text("chrf_score.formula", settings.order()));
    }

    private static Settings settings(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        Settings settings = new Settings(
                parameters.integer("char_order", 6, 1, MOST_ORDER), parameters.number("beta", 2, 0, MOST_BETA));
        parameters.end();
        return settings;
    }
}
