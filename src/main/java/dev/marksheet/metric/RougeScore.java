package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Compares answer and ground truth by the stems of their words. */
@Component
class RougeScore implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "rouge_score",
            190,
            List.of(Need.ANSWER, Need.GROUND_TRUTH),
            "Overlap of the word stems of answer and ground truth; made for English");

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    private record Settings(String type, String mode) {}

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
        List<String> answer = Rouge.tokens(call.answer());
        List<String> truth = Rouge.tokens(call.groundTruth());
        return Effort.tooMuch(answer.size(), truth.size(), "effort.words", call.words())
                .orElseGet(() -> compare(settings, answer, truth, call.words()));
    }

    private static CompletableFuture<Score> compare(
            Settings settings, List<String> answer, List<String> truth, Wording words) {
        int common = settings.type().equals("rouge1")
                ? Rouge.commonWords(answer, truth)
                : Rouge.longestCommon(answer, truth);
        double value = Rouge.value(common, answer.size(), truth.size(), settings.mode());
        String what = words.text(
                "rouge_score.formula", settings.type(), settings.mode(), common, answer.size(), truth.size());
        return Computed.score(value, what);
    }

    private static Settings settings(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        Settings settings = new Settings(
                parameters.choice("rouge_type", "rougeL", List.of("rougeL", "rouge1")),
                parameters.choice("mode", "fmeasure", List.of("fmeasure", "precision", "recall")));
        parameters.end();
        return settings;
    }
}
