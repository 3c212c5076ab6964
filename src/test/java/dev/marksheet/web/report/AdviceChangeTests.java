package dev.marksheet.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdviceChangeTests {

    private final AdviceCard evasive = card("evasive", "likely");
    private final AdviceCard miss = card("retrieval_miss", "sure");

    @Test
    void namesWhatIsNew() {
        AdviceVersion before = AdviceVersion.of(34, List.of(evasive));

        AdviceChange change = new AdviceChange(before, List.of(miss, evasive), Language.EN);

        assertThat(change.of(miss)).isEqualTo("new since call 34");
        assertThat(change.of(evasive)).isEmpty();
        assertThat(change.gone()).isNull();
    }

    @Test
    void saysWhatWasLessCertain() {
        AdviceVersion before = AdviceVersion.of(34, List.of(card("retrieval_miss", "hint")));

        assertThat(new AdviceChange(before, List.of(miss), Language.EN).of(miss))
                .isEqualTo("a hint until call 34");
    }

    @Test
    void namesWhatIsFoundNoMoreInTheReadersLanguage() {
        AdviceVersion before = AdviceVersion.of(34, List.of(card("few_calls", "sure"), evasive));

        AdviceView.Change gone = new AdviceChange(before, List.of(miss), Language.ZH).gone();

        assertThat(gone).isNotNull();
        assertThat(gone.gone()).containsExactly("evasive zh");
    }

    @Test
    void saysNothingWhileTheAdviceHasNotChanged() {
        AdviceChange change = new AdviceChange(null, List.of(miss), Language.EN);

        assertThat(change.of(miss)).isEmpty();
        assertThat(change.gone()).isNull();
    }

    private static AdviceCard card(String id, String certainty) {
        return new AdviceCard(
                id,
                "retriever",
                0.5,
                certainty,
                1,
                2,
                List.of(),
                Map.of(
                        Language.EN, new AdviceCard.Text(id + " en", "", List.of()),
                        Language.ZH, new AdviceCard.Text(id + " zh", "", List.of())));
    }
}
