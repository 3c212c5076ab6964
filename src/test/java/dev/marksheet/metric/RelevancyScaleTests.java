package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cosines are read on the scale of the embedder that made them, whatever the answer looks like. */
class RelevancyScaleTests {

    private static final Reply.Scale BGE = new Reply.Scale(0.30, 0.70);

    @Test
    void readsAnAnswerOfDigitsOnTheScaleOfTheModelThatEmbeddedIt() {
        assertThat(mark("iPhone 15", Reply.ProbeKind.ANSWER, BGE).value()).isZero();
    }

    @Test
    void readsCosinesOfAnUnknownModelPlainlyAndSaysSo() {
        Score.Scored score = mark("A whole sentence about the museum.", Reply.ProbeKind.ANSWER, null);

        assertThat(score.value()).isEqualTo(0.30);
        assertThat(score.evidence().isFirm()).isFalse();
        assertThat(score.evidence().notes()).singleElement().asString().startsWith("Low confidence");
    }

    @Test
    void isNotSureOfABarePhrase() {
        assertThat(mark("1953", Reply.ProbeKind.PHRASE, BGE).evidence().isFirm())
                .isFalse();
    }

    @Test
    void leavesQuestionsOfAnLlmAsTheyAre() {
        Score.Scored score = mark("When was it built?", Reply.ProbeKind.QUESTION, null);

        assertThat(score.value()).isEqualTo(0.30);
        assertThat(score.evidence().isFirm()).isTrue();
    }

    private static Score.Scored mark(String probe, Reply.ProbeKind kind, Reply.Scale scale) {
        Reply.Probes probes = new Reply.Probes(List.of(new Reply.Probe(probe, false)), kind);
        return (Score.Scored) AnswerRelevancy.mark(probes, List.of(0.30), scale, Reasons.in(Language.EN));
    }
}
