package dev.marksheet.metric;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;

/** The words that metrics write about their scores. A metric's own keys begin with its name. */
final class Reasons {

    static final String BUNDLE = "metric.reasons";

    private Reasons() {}

    static Wording in(Language language) {
        return Wording.of(BUNDLE, language);
    }

    /** Such as {@code 0.91, 0.85, 0.88}; there must be one. */
    static String list(List<String> items, Wording words) {
        return items.stream()
                .reduce((before, next) -> words.text("list.more", before, next))
                .orElseThrow();
    }

    /** Such as {@code answer, contexts and ground_truth}; there must be one. */
    static String sentence(List<String> items, Wording words) {
        int last = items.size() - 1;
        return last == 0 ? items.get(0) : words.text("list.last", list(items.subList(0, last), words), items.get(last));
    }
}
