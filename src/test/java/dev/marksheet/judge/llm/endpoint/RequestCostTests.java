package dev.marksheet.judge.llm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCostTests {

    private final RequestCost priced = new RequestCost("m", new Price(2, 10), Language.ZH);
    private final RequestCost free = new RequestCost("m", null, Language.EN);

    @Test
    void sumsUpWhatRequestsTook() {
        priced.request();
        priced.request();
        assertThat(priced.tokens(1_000_000, 0)).isEqualTo(2.0);
        assertThat(priced.tokens(0, 100_000)).isEqualTo(1.0);

        assertThat(priced.usage().requests()).isEqualTo(2);
        assertThat(priced.usage().inputTokens()).isEqualTo(1_000_000);
        assertThat(priced.usage().outputTokens()).isEqualTo(100_000);
        assertThat(priced.usage().cost()).isEqualTo(3.0);
    }

    @Test
    void whatHasNoPriceCostsNothingThatIsKnown() {
        free.request();

        assertThat(free.tokens(5, 5)).isZero();
        assertThat(free.usage().inputTokens()).isEqualTo(5);
        assertThat(free.usage().cost()).isNull();
    }

    @Test
    void allRequestsButThoseNeededWereRepetitions() {
        assertThat(free.usage().retries()).isZero();
        for (int i = 0; i < 3; i++) {
            free.request();
        }

        assertThat(free.usage().retries()).isEqualTo(2);
        assertThat(free.usage(2).retries()).isEqualTo(1);
        assertThat(free.usage(9).retries()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"null, 0", "-1, 0", "0, 0", "7, 7", "20000000, 20000000", "20000001, 0"})
    void believesNoCountThatCantBeTrue(Integer count, int believed) {
        assertThat(RequestCost.credible(count)).isEqualTo(believed);
    }

    @Test
    void keepsSoManyOfTheJudgesWords() {
        free.wrote("statements", "");
        for (int i = 0; i <= JudgeReply.MAX_REPLIES; i++) {
            free.wrote("statements", "reply " + i);
        }

        assertThat(free.words()).hasSize(JudgeReply.MAX_REPLIES);
        assertThat(free.words().get(0)).isEqualTo(new JudgeReply("statements", null, "reply 0"));
    }

    @Test
    void aFailureSaysWhatWasSpentAndWritten() {
        priced.request();
        priced.wrote("statements", "no");

        JudgeException failure = priced.failure("in vain", true);
        JudgeException outage = priced.outage("away");

        assertThat(failure.retryable()).isTrue();
        assertThat(failure.outage()).isFalse();
        assertThat(outage.outage()).isTrue();
        assertThat(failure.usage().requests()).isEqualTo(1);
        assertThat(outage.usage().requests()).isEqualTo(1);
        assertThat(failure.words()).isEqualTo(outage.words()).hasSize(1);
        assertThat(priced.failure("in vain", false).retryable()).isFalse();
    }

    @Test
    void speaksTheLanguageOfTheQuestion() {
        assertThat(priced.faults().text("html")).isEqualTo("一个 HTML 页面");
        assertThat(free.language()).isEqualTo(Language.EN);
        assertThat(free.model()).isEqualTo("m");
    }

    @Test
    void aPriceIsNotNegativeAndANumber() {
        assertThat(new Price(0, 0)).isNotNull();
        assertThatThrownBy(() -> new Price(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Price(0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Price(Double.NaN, 0)).hasMessageContaining("0.15");
    }
}
