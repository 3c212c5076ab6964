package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForgottenTests {

    private static final Evidence SECRET = Evidence.of("1 of 1", "statements", List.of(Finding.of("secret")));

    @Test
    void leavesOfARequestWhatItsClientKnowsItBy() {
        ScoreRequest request =
                Jobs.request("s", Jobs.sample("secret?", "secret.", "secret!")).tagged("row-1", Map.of("part", "x"));

        RequestSummary left = Forgotten.summary(request.summary());
        ScoreRequest rest = Forgotten.request(request.session(), left);

        assertThat(left.toString() + rest).doesNotContain("secret");
        assertThat(left.question()).isEqualTo("[texts forgotten]");
        assertThat(left.forgotten()).isTrue();
        assertThat(left.hasContexts()).isTrue();
        assertThat(rest.item()).isEqualTo("row-1");
        assertThat(rest.metrics()).isEqualTo(request.metrics());
        assertThat(rest.language()).isEqualTo(Language.EN);
    }

    @Test
    void leavesScoresButNeitherEvidenceNorWhatAJudgeSaid() {
        Map<String, Score> whole = new LinkedHashMap<>();
        whole.put("b", new Score.Failed("the judge said secret", SECRET));
        whole.put("a", new Score.Scored(0.5, SECRET));
        whole.put("c", new Score.Skipped("no contexts", SECRET));

        Map<String, Score> left = Forgotten.scores(whole, Language.ZH);

        assertThat(left.keySet()).containsExactly("b", "a", "c");
        assertThat(left.get("a")).isEqualTo(new Score.Scored(0.5, Evidence.NONE));
        assertThat(left.get("b")).isEqualTo(new Score.Failed("原因已随文本一并清除。"));
        assertThat(left.get("c")).isEqualTo(new Score.Skipped("no contexts"));
    }
}
