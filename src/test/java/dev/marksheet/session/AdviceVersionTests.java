package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceVersionTests {

    private static AdviceCard card(String id, String certainty) {
        return new AdviceCard(
                id,
                "retriever",
                0.5,
                certainty,
                1,
                2,
                List.of(1),
                Map.of(
                        Language.EN, new AdviceCard.Text(id + " found", "why", List.of("try")),
                        Language.ZH, new AdviceCard.Text(id + " 发现", "原因", List.of("试试"))));
    }

    @Test
    void keepsWhatTheCardsFoundInBothLanguages() {
        AdviceVersion version = AdviceVersion.of(7, List.of(card("b", "sure"), card("a", "hint")));

        assertThat(version.calls()).isEqualTo(7);
        assertThat(version.findings()).extracting(AdviceVersion.Finding::id).containsExactly("b", "a");
        AdviceVersion.Finding first = version.findings().get(0);
        assertThat(first.certainty()).isEqualTo("sure");
        assertThat(first.in(Language.EN)).isEqualTo("b found");
        assertThat(first.in(Language.ZH)).isEqualTo("b 发现");
    }

    @ParameterizedTest
    @CsvSource({"sure, true", "likely, true", "hint, false"})
    void reliesOnMoreThanAHint(String certainty, boolean firm) {
        assertThat(card("a", certainty).isFirm()).isEqualTo(firm);
    }
}
