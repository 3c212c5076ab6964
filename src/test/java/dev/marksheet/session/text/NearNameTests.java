package dev.marksheet.session.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTests {

    private static final List<String> KNOWN = List.of("item", "rule", "contexts", "faithfulness", "ground_truth");

    @ParameterizedTest
    @CsvSource({
        "itme, item",
        "emit,",
        "tiem, item",
        "items, item",
        "context, contexts",
        "kontext, contexts",
        "kontekst,",
        "rulers,",
        "faithfulnes, faithfulness",
        "feithfullnes, faithfulness",
        "fathfullnes, faithfulness",
        "fathfullnez,",
        "Ground-Truth, ground_truth",
        "groundTruht, ground_truth",
        "time,",
        "unheard_of,",
        "'',"
    })
    void findsWhatASlipOfTheHandHasLeftReadable(String name, String meant) {
        assertThat(NearName.of(name, KNOWN).orElse(null)).isEqualTo(meant);
    }

    @Test
    void takesTheNearestAndOfEquallyNearOnesTheFirst() {
        assertThat(NearName.of("context_recal", List.of("context_precall", "context_recall")))
                .contains("context_recall");
        assertThat(NearName.of("rules", List.of("rule", "ruler"))).contains("rule");
    }

    @Test
    void allowsOneSlipInTheShortestNames() {
        assertThat(NearName.of("jd", List.of("id"))).contains("id");
    }

    @Test
    void asksOnlyWhereThereIsAnAnswer() {
        assertThat(NearName.question("rul", KNOWN)).isEqualTo("; did you mean rule?");
        assertThat(NearName.question("x".repeat(12), KNOWN)).isEmpty();
    }

    @Test
    void looksAtNoNameThatNobodyWouldWrite() {
        String long100 = "a".repeat(100);

        assertThat(NearName.of(long100, List.of(long100))).contains(long100);
        assertThat(NearName.of(long100 + "a", List.of(long100))).isEmpty();
    }
}
