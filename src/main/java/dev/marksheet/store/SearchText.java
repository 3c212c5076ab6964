package dev.marksheet.store;

import dev.marksheet.session.Sample;
import java.util.Locale;
import java.util.StringJoiner;

/** Texts as they are searched: in small letters, those of any script, by rules that both databases share. */
public final class SearchText {

    private SearchText() {}

    /** What people look for in a call. */
    static String of(Sample sample) {
        // A line break between the texts: no words run from one into the next.
        StringJoiner words = new StringJoiner("\n").add(sample.question());
        if (sample.answer() != null) {
            words.add(sample.answer());
        }
        sample.contexts().forEach(words::add);
        if (sample.groundTruth() != null) {
            words.add(sample.groundTruth());
        }
        return fold(words.toString());
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The pattern for {@code like … escape '!'} that finds these very words in a folded text. */
    public static String pattern(String words) {
        return "%" + fold(words).replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
