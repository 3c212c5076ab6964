package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a session's figures advised at an earlier time.
 *
 * @param calls how many calls had ended then
 * @param findings what was found, heaviest first
 */
public record AdviceVersion(long calls, List<Finding> findings) {

    public AdviceVersion {
        findings = List.copyOf(findings);
    }

    /**
     * A finding.
     *
     * @param id the card's id
     * @param certainty {@code sure}, {@code likely} or {@code hint}
     * @param words the finding in each language, by the language's wire name
     */
    public record Finding(String id, String certainty, Map<String, String> words) {

        public Finding {
            words = Map.copyOf(words);
        }

        /** The finding in a language. */
        public String in(Language language) {
            return Objects.requireNonNull(words.get(language.wireName()));
        }
    }

    /** What the cards of a session with so many ended calls say. */
    public static AdviceVersion of(long calls, List<AdviceCard> cards) {
        return new AdviceVersion(
                calls,
                cards.stream()
                        .map(card -> new Finding(
                                card.id(),
                                card.certainty(),
                                Map.of(
                                        Language.EN.wireName(),
                                                card.text(Language.EN).finding(),
                                        Language.ZH.wireName(),
                                                card.text(Language.ZH).finding())))
                        .toList());
    }
}
