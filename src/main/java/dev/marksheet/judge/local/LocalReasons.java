package dev.marksheet.judge.local;

import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the local judge says of its verdicts. It compares words and says so.
 *
 * @param data the language whose rules read the texts
 * @param wording the words, in the call's language
 */
record LocalReasons(Language data, Wording wording) {

    private static final String BUNDLE = "judge.local";
    private static final int MOST_NAMED = 6;
    private static final int CHARACTERS_IN_WORD = 4;

    /** @param call the language to speak in; null for that of the data */
    static LocalReasons of(Language data, @Nullable Language call) {
        return new LocalReasons(data, Wording.of(BUNDLE, call == null ? data : call));
    }

    /** A new measure of the work that one task may take. */
    LocalEffort effort() {
        return new LocalEffort(wording);
    }

    /** Of a task that has more characters than are read. */
    String tooLarge(long characters, int most) {
        return wording.text("too_large", characters, most);
    }

    /** Of a statement compared with passages. */
    String support(Overlap overlap, Set<Trouble> troubles, boolean supported, boolean refusal) {
        if (refusal) {
            return wording.text("support.refusal");
        }
        Optional<Trouble> named = troubles.stream()
                .filter(trouble ->
                        !wording.find("trouble." + trouble.wireName()).isEmpty())
                .findFirst();
        if (named.isPresent() && !supported) {
            String novel = overlap.novel().isEmpty() ? "" : wording.text("trouble.novel", novel(overlap));
            return wording.text("trouble." + named.get().wireName()) + novel + coverage(overlap.coverage());
        }
        if (supported) {
            return wording.text("support.found") + coverage(overlap.coverage());
        }
        if (overlap.novel().isEmpty()) {
            return wording.text("support.apart") + coverage(overlap.coverage());
        }
        return wording.text("support.novel", novel(overlap)) + coverage(overlap.coverage());
    }

    /** Of an answer that is a bare yes or no. */
    String bare() {
        return wording.text("support.bare");
    }

    /** Of passages that hold no words. */
    String noPassages() {
        return wording.text("passages.none");
    }

    /** Of a reference compared with passages, by how well it matches, 0..1. */
    String match(double match) {
        return wording.text("match", percent(match));
    }

    /** Of a reference without words to look for, such as a bare yes, judged by the question's words instead. */
    String matchOfQuestion(double match) {
        return wording.text("match.question", percent(match));
    }

    /** Of a question compared with a passage by meaning alone, with the probability 0..1 that the passage is useful. */
    String similarity(double cosine, double probability) {
        return wording.text("similarity", two(cosine), two(probability));
    }

    /** Of a statement sorted by what another text covers of it. */
    String covered(Overlap overlap, double held, boolean matched) {
        String head = matched
                ? wording.text("covered.matched")
                : overlap.novel().isEmpty()
                        ? wording.text("covered.little")
                        : wording.text("covered.lacks", novel(overlap));
        return head + coverage(held);
    }

    /** Of a rating by shares, 0..1. */
    String rating(double share) {
        return wording.text("rating", percent(share));
    }

    /** Of a criterion in plain words, which it can't judge by. */
    String criterion() {
        return wording.text("criterion");
    }

    private String novel(Overlap overlap) {
        List<Token> novel = overlap.novel();
        int most = MOST_NAMED * (data == Language.ZH ? CHARACTERS_IN_WORD : 1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(most, novel.size()); i++) {
            boolean adjacent = i > 0 && novel.get(i).start() == novel.get(i - 1).end();
            text.append(i == 0 || adjacent ? "" : wording.text("list"))
                    .append(shortened(novel.get(i).text()));
        }
        return text.toString();
    }

    private static String shortened(String word) {
        return word.length() > Token.LONGEST_SHOWN ? Bounded.start(word, Token.LONGEST_SHOWN) + "…" : word;
    }

    private String coverage(double share) {
        return wording.text("coverage", percent(share));
    }

    private static String percent(double share) {
        return Math.round(100 * share) + "%";
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
