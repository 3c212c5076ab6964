package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.GateSettings;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateQuestionTests {

    @Test
    void asksNothingWhereNothingWasSet() {
        assertThat(GateQuestion.of(SessionSettings.NONE)).isEmpty();
        assertThat(GateQuestion.of(settings(new GateSettings(Map.of(), null, 0.1, 0.9, 0.01, "mean"), null)))
                .isEmpty();
    }

    @Test
    void takesItsOwnDefaultsForWhatWasNotSet() {
        GateSettings set = new GateSettings(Map.of("exact_match", 0.8), "base", null, null, null, null);

        GateQuestion question = GateQuestion.of(settings(set, null)).orElseThrow();

        assertThat(question.criteria()).containsExactly(new Criterion("exact_match", 0.8));
        assertThat(question.baseline()).isEqualTo(new GateQuestion.Baseline(new SessionId("base"), 0.02));
        assertThat(question.alpha()).isEqualTo(0.05);
        assertThat(question.rule()).isEqualTo(GateRule.EVIDENCE);
        assertThat(question.minCoverage()).isNull();
        assertThat(question.expect()).isNull();
        assertThat(question.alphaOfEveryLook()).isEqualTo(0.05);
    }

    @Test
    void asksWhatWasSet() {
        GateSettings set = new GateSettings(Map.of("exact_match", 0.8), "base", 0.1, 0.9, 0.01, "mean");

        GateQuestion question = GateQuestion.of(settings(set, 100L)).orElseThrow();

        assertThat(question.baseline()).isEqualTo(new GateQuestion.Baseline(new SessionId("base"), 0.1));
        assertThat(question.minCoverage()).isEqualTo(0.9);
        assertThat(question.expect()).isEqualTo(100);
        assertThat(question.rule()).isEqualTo(GateRule.MEAN);
        assertThat(question.alpha()).isEqualTo(0.01);
        assertThat(question.alphaOfEveryLook()).isEqualTo(0.005);
    }

    @Test
    void asksOfABaselineAloneOrOfCriteriaAlone() {
        assertThat(GateQuestion.of(settings(new GateSettings(Map.of(), "base", null, null, null, null), null)))
                .hasValueSatisfying(question -> assertThat(question.criteria()).isEmpty());
        assertThat(GateQuestion.of(
                        settings(new GateSettings(Map.of("exact_match", 0.8), null, null, null, null, null), null)))
                .hasValueSatisfying(question -> assertThat(question.baseline()).isNull());
    }

    @Test
    void namesOfRulesAndFormatsAreThoseOfQueries() {
        assertThat(GateRule.ofWireName("evidence")).contains(GateRule.EVIDENCE);
        assertThat(GateRule.ofWireName("mean")).contains(GateRule.MEAN);
        assertThat(GateRule.ofWireName("MEAN")).isEmpty();
        assertThat(GateFormat.ofWireName("junit")).contains(GateFormat.JUNIT);
        assertThat(GateFormat.ofWireName("github")).contains(GateFormat.GITHUB);
        assertThat(GateFormat.ofWireName("pdf")).isEmpty();
        assertThat(GateFormat.JUNIT.mediaType()).isEqualTo("application/xml");
        assertThat(GateFormat.MARKDOWN.mediaType()).isEqualTo("text/markdown");
        assertThat(GateFormat.values())
                .filteredOn(GateFormat::isOfGatesAlone)
                .containsExactly(GateFormat.JUNIT, GateFormat.GITHUB);
    }

    private static SessionSettings settings(GateSettings gate, @Nullable Long expect) {
        return new SessionSettings(null, Map.of(), false, expect, gate, null);
    }
}
