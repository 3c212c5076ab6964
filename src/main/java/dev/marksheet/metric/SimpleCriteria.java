package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask.Criterion;
import dev.marksheet.judge.Panel;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Has the judge give a whole number by a definition in plain words, which also says the range. */
@Component
class SimpleCriteria implements Metric {

    private static final Description DESCRIPTION = new Description(
            "simple_criteria",
            List.of(Need.QUESTION, Need.ANSWER),
            0,
            5,
            true,
            "1 per vote",
            "A whole number by the definition in the parameters; without one, how helpful the answer is from 0 to 5");

    private static final String HELPFULNESS =
            "Give 0 to 5 points for how well the answer serves the person who asked: 5 when nothing is left to wish for.";

    private record Settings(String definition, int votes) {}

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        settings(parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, Panel panel) {
        Settings settings = settings(call.parameters());
        Map<String, String> fields = SampleFields.of(call.sample());
        return Votes.score(
                settings.votes(),
                vote -> new Criterion(settings.definition(), Map.of(), null, null, fields, vote),
                panel);
    }

    private static Settings settings(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        Settings settings = new Settings(parameters.text("definition", HELPFULNESS), Votes.count(parameters));
        parameters.end();
        return settings;
    }
}
