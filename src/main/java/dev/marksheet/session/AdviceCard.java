package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One piece of advice. Immutable.
 *
 * @param id what was found: the name of a sign of trouble, {@code few_calls}, {@code thin_scores}, {@code low_metric-…}
 *     or {@code all_fine}
 * @param part what it points to: {@code retriever}, {@code ranking}, {@code prompt}, {@code model}, {@code data} or
 *     {@code judge}
 * @param weight 0..1, for sorting: how bad it is times the share of calls that surely show it
 * @param certainty {@code sure}, {@code likely} or {@code hint}
 * @param hits calls that show it
 * @param eligible calls that could have shown it; 0 where calls are not what was counted
 * @param examples numbers of rows that show it
 * @param texts the words in each language
 */
public record AdviceCard(
        String id,
        String part,
        double weight,
        String certainty,
        long hits,
        long eligible,
        List<Integer> examples,
        Map<Language, Text> texts) {

    public AdviceCard {
        examples = List.copyOf(examples);
        texts = Map.copyOf(texts);
    }

    /**
     * The words of a card, plain text.
     *
     * @param finding what was found, without a full stop
     * @param why why that points to the part
     * @param tries what to try, most promising first
     */
    public record Text(String finding, String why, List<String> tries) {
        public Text {
            tries = List.copyOf(tries);
        }
    }

    /** The words in a language. */
    public Text text(Language language) {
        return Objects.requireNonNull(texts.get(language));
    }

    /** Whether more than a hint stands behind it. */
    public boolean isFirm() {
        return !certainty.equals("hint");
    }
}
