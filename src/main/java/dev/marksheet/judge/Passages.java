package dev.marksheet.judge;

import dev.marksheet.session.Language;
import dev.marksheet.session.Quote;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passages read for comparing: which words they hold, which stand side by side, and where. Immutable once made. */
final class Passages {

    private static final int LONG_STEM = 4;

    private final List<String> texts;
    private final Set<String> stems = new HashSet<>();
    private final Set<String> contentPairs = new HashSet<>();
    private final Set<String> pairs = new HashSet<>();
    private final List<Window> windows = new ArrayList<>();
    private final String lowerCase;

    /**
     * Two neighbouring sentences.
     *
     * @param passage index of their passage
     * @param start offset of the first one in it
     * @param end offset after the second one
     */
    private record Window(int passage, int start, int end, Set<String> stems) {}

    /** How much of some words the best window covers, 0..1, and the window; null when nothing is covered. */
    record Best(double coverage, @Nullable Quote quote) {}

    Passages(List<String> texts, Language language) {
        this.texts = texts;
        this.lowerCase = String.join("\n", texts).toLowerCase(Locale.ROOT);
        for (int i = 0; i < texts.size(); i++) {
            read(i, Segmentation.of(texts.get(i), language));
        }
    }

    private void read(int passage, List<Segment> segments) {
        List<Set<String>> sentences = new ArrayList<>();
        for (Segment segment : segments) {
            List<Word> words = Words.of(segment.text());
            Set<String> sentence = new HashSet<>();
            words.forEach(word -> sentence.add(word.stem()));
            sentences.add(sentence);
            stems.addAll(sentence);
            addPairs(contentPairs, Word.content(words));
            addPairs(pairs, words);
        }
        for (int i = 0; i < segments.size(); i++) {
            int last = Math.min(i + 1, segments.size() - 1);
            Set<String> both = new HashSet<>(sentences.get(i));
            both.addAll(sentences.get(last));
            windows.add(new Window(
                    passage, segments.get(i).start(), segments.get(last).end(), both));
        }
    }

    private static void addPairs(Set<String> pairs, List<Word> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            pairs.add(words.get(i).pairWith(words.get(i + 1)));
        }
    }

    /** Whether there is no sentence at all. */
    boolean isEmpty() {
        return windows.isEmpty();
    }

    /** Whether they hold the word in some inflection, or, for a longer word, as a part of another. */
    boolean hold(Word word) {
        return stems.contains(word.stem())
                || word.stem().length() > LONG_STEM
                        && lowerCase.contains(word.text().toLowerCase(Locale.ROOT));
    }

    /** Whether the two words that say something follow each other in a sentence. */
    boolean joinContent(Word word, Word next) {
        return contentPairs.contains(word.pairWith(next));
    }

    /** Whether the two words follow each other in a sentence. */
    boolean join(Word word, Word next) {
        return pairs.contains(word.pairWith(next));
    }

    /** The two neighbouring sentences that cover most of the weight of {@code content}; the earliest of equals. */
    Best best(List<Word> content) {
        double total = content.stream().mapToDouble(Word::weight).sum();
        double most = 0;
        Window best = null;
        for (Window window : windows) {
            double covered = 0;
            for (Word word : content) {
                covered += window.stems.contains(word.stem()) ? word.weight() : 0;
            }
            if (covered > most) {
                most = covered;
                best = window;
            }
        }
        return new Best(total > 0 ? most / total : 1, best == null ? null : quote(best));
    }

    private Quote quote(Window window) {
        return Quote.at(window.passage, texts.get(window.passage), window.start, window.end);
    }
}
