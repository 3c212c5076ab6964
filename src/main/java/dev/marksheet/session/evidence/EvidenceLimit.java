package dev.marksheet.session.evidence;

import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is kept of an explanation. A score always counts everything; what is left out of its evidence is said in a
 * note. Pure; safe for use by many threads at once.
 */
final class EvidenceLimit {

    /** The most characters of one text, reason or quote. */
    static final int MOST_OF_A_TEXT = 2000;

    /** About how many characters the findings of one metric may have together. */
    static final int MOST_OF_ALL = 200_000;

    private static final String BUNDLE = "session.evidence";

    /** What a finding takes beside its texts, in JSON. */
    private static final int FRAME = 100;

    private EvidenceLimit() {}

    static Evidence applyTo(Evidence evidence, Language language) {
        Map<String, List<Finding>> kept = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>(evidence.notes());
        int room = MOST_OF_ALL;
        for (Map.Entry<String, List<Finding>> entry : evidence.findings().entrySet()) {
            List<Finding> all = entry.getValue();
            List<Finding> some = new ArrayList<>();
            for (Finding finding : all) {
                Finding bounded = bounded(finding);
                room -= size(bounded);
                if (room < 0) {
                    break;
                }
                some.add(bounded);
            }
            if (some.size() < all.size()) {
                notes.add(Wording.of(BUNDLE, language).text("left_out", entry.getKey(), some.size(), all.size()));
            }
            kept.put(entry.getKey(), some);
        }
        return new Evidence(evidence.formula(), kept, notes, evidence.replies(), evidence.confidence());
    }

    private static Finding bounded(Finding finding) {
        Quote quote = finding.quote();
        return new Finding(
                Bounded.cut(finding.text(), MOST_OF_A_TEXT),
                finding.verdict(),
                finding.value(),
                finding.reason() == null ? null : Bounded.cut(finding.reason(), MOST_OF_A_TEXT),
                quote == null
                        ? null
                        : new Quote(
                                quote.passage(),
                                quote.start(),
                                quote.end(),
                                Bounded.cut(quote.text(), MOST_OF_A_TEXT),
                                quote.found()),
                finding.troubles(),
                finding.label());
    }

    private static int size(Finding finding) {
        return FRAME
                + finding.text().length()
                + length(finding.reason())
                + (finding.quote() == null ? 0 : finding.quote().text().length());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
