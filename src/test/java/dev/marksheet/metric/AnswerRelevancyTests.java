package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.judge.Reply;
import dev.marksheet.judge.Reply.Probe;
import dev.marksheet.judge.Reply.ProbeKind;
import dev.marksheet.judge.Reply.Probes;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AnswerRelevancyTests {

    @Test
    void isTheMeanCosineOfTheQuestions() {
        Score.Scored score = scored(probes(ProbeKind.QUESTION, false, false), List.of(0.5, 0.9), null);

        assertThat(score.value()).isCloseTo(0.7, within(1e-12));
        assertThat(score.evidence().formula()).isEqualTo("mean of cosines 0.50, 0.90 = 0.70");
        assertThat(score.evidence().isFirm()).isTrue();
        assertThat(score.evidence().findings().get("questions"))
                .extracting(Finding::text, Finding::value, Finding::reason)
                .containsExactly(tuple("Probe 0?", 0.5, null), tuple("Probe 1?", 0.9, null));
    }

    @Test
    void isZeroWhereEveryProbeSaysThatTheAnswerEvades() {
        Score.Scored all = scored(probes(ProbeKind.QUESTION, true, true), List.of(0.5, 0.9), null);
        Score.Scored one = scored(probes(ProbeKind.QUESTION, true, false), List.of(0.5, 0.9), null);

        assertThat(all.value()).isZero();
        assertThat(all.evidence().formula())
                .isEqualTo("the answer is noncommittal = 0.00 (mean of cosines 0.50, 0.90 = 0.70)");
        assertThat(one.value()).isCloseTo(0.7, within(1e-12));
        assertThat(one.evidence().findings().get("questions"))
                .extracting(Finding::reason)
                .containsExactly("the answer is noncommittal", null);
    }

    @Test
    void readsCosinesOfAModelByItsScale() {
        Score.Scored score = scored(probes(ProbeKind.ANSWER, false), List.of(0.5), new Reply.Scale(0.3, 0.7));

        assertThat(score.value()).isCloseTo(0.5, within(1e-12));
        assertThat(score.evidence().formula())
                .isEqualTo("local heuristic 0.50 (mean of cosines 0.50 = 0.50, read from 0.30 as 0 to 0.70 as 1)");
        assertThat(score.evidence().isFirm()).isTrue();
    }

    @Test
    void drawsNoConclusionFromABarePhraseNorWithoutAScale() {
        Score.Scored phrase = scored(probes(ProbeKind.PHRASE, false), List.of(0.5), new Reply.Scale(0, 1));
        Score.Scored unread = scored(probes(ProbeKind.ANSWER, false), List.of(0.5), null);
        Score.Scored evading = scored(probes(ProbeKind.ANSWER, true), List.of(0.5), null);

        assertThat(phrase.evidence().isFirm()).isFalse();
        assertThat(phrase.evidence().notes()).first().asString().contains("bare phrase");
        assertThat(unread.evidence().isFirm()).isFalse();
        assertThat(unread.evidence().notes()).first().asString().contains("plain cosine");
        assertThat(evading.evidence().isFirm()).isTrue();
    }

    @Test
    void skipsWhereACosineIsNoNumber() {
        Score score = AnswerRelevancy.mark(
                probes(ProbeKind.QUESTION, false, false), List.of(0.5, Double.NaN), null, Reasons.in(Language.EN));

        assertThat(score).isInstanceOf(Score.Skipped.class);
    }

    @Test
    void takesNoParameterButHowManyQuestions() {
        AnswerRelevancy metric = new AnswerRelevancy();
        metric.check(Map.of("strictness", 20));

        assertThatThrownBy(() -> metric.check(Map.of("strictness", 21))).hasMessageContaining("from 1 to 20");
        assertThatThrownBy(() -> metric.check(Map.of("strictnes", 3))).hasMessageContaining("known: strictness");
    }

    private static Probes probes(ProbeKind kind, boolean... noncommittal) {
        List<Probe> probes = new ArrayList<>();
        for (boolean evades : noncommittal) {
            probes.add(new Probe("Probe " + probes.size() + "?", evades));
        }
        return new Probes(probes, kind);
    }

    private static Score.Scored scored(Probes probes, List<Double> cosines, Reply.@Nullable Scale scale) {
        return (Score.Scored) AnswerRelevancy.mark(probes, cosines, scale, Reasons.in(Language.EN));
    }
}
