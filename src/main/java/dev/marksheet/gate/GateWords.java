package dev.marksheet.gate;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.stream.Collectors;

/** What gates say, in words. Immutable; safe for use by many threads at once. */
public final class GateWords {

    private final Wording words;

    private GateWords(Wording words) {
        this.words = words;
    }

    public static GateWords in(Language language) {
        return new GateWords(Wording.of("gate.gate", language));
    }

    /** All reasons on one line. */
    public String reasons(List<Reason> reasons) {
        return reasons.stream()
                .map(reason -> text(reason.key(), reason.values().toArray()))
                .collect(Collectors.joining(words.text("and")));
    }

    /** The words of a key. */
    public String text(String key, Object... values) {
        return words.text(key, values);
    }
}
