package dev.marksheet.judge.local;

import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Passages read for comparing: which words they hold, which stand side by side, and where. Made and used by one thread;
 * what is asked of them counts against the {@link LocalEffort} of the task.
 */
final class Passages {

    private static final int LONG_STEM = 4;
    private static final int MOST_HOMES = 20;
    /** Characters that a search for a part of a word gets through while one sentence is looked up. */
    private static final int CHARACTERS_PER_STEP = 16;

    private final List<String> texts;
    private final LocalEffort effort;
    private final Map<String, Sentences> sentencesByStem = new HashMap<>();
    private final Set<String> contentPairs = new HashSet<>();
    private final Set<String> pairs = new HashSet<>();
    private final Map<String, Boolean> parts = new HashMap<>();
    private final List<Place> sentences = new ArrayList<>();
    private final String lowerCase;
    private double[] covered = {};

    /** Where a sentence stands, and whether another one of the same passage follows it. */
    private record Place(int passage, int start, int end, boolean last) {}

    /** How much of some words the best window covers, 0..1, and the window; null when nothing is covered. */
    record Best(double coverage, @Nullable Quote quote) {}

    Passages(List<String> texts, Language language, LocalEffort effort) {
        this.texts = texts;
        this.effort = effort;
        this.lowerCase = String.join("\n", texts).toLowerCase(Locale.ROOT);
        for (int i = 0; i < texts.size(); i++) {
            read(i, SentenceSplitter.of(texts.get(i), language));
        }
    }

    private void read(int passage, List<Sentence> segments) {
        for (int i = 0; i < segments.size(); i++) {
            Sentence segment = segments.get(i);
            List<Token> words = Tokenizer.of(segment.text());
            effort.spend(words.size());
            for (Token word : words) {
                sentencesByStem
                        .computeIfAbsent(word.stem(), stem -> new Sentences())
                        .add(sentences.size());
            }
            sentences.add(new Place(passage, segment.start(), segment.end(), i == segments.size() - 1));
            addPairs(contentPairs, Token.content(words));
            addPairs(pairs, words);
        }
    }

    private static void addPairs(Set<String> pairs, List<Token> words) {
        for (int i = 0; i + 1 < words.size(); i++) {
            pairs.add(words.get(i).pairWith(words.get(i + 1)));
        }
    }

    /** Whether there is no sentence at all. */
    boolean isEmpty() {
        return sentences.isEmpty();
    }

    /** Whether they hold the word in some inflection, or, for a longer word, as a part of another. */
    boolean hold(Token word) {
        return sentencesByStem.containsKey(word.stem())
                || word.stem().length() > LONG_STEM && parts.computeIfAbsent(word.text(), this::holdPart);
    }

    private boolean holdPart(String text) {
        effort.spend(lowerCase.length() / CHARACTERS_PER_STEP);
        return lowerCase.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether the two words that say something follow each other in a sentence. */
    boolean joinContent(Token word, Token next) {
        return contentPairs.contains(word.pairWith(next));
    }

    /** Whether the two words follow each other in a sentence. */
    boolean join(Token word, Token next) {
        return pairs.contains(word.pairWith(next));
    }

    /** The two neighbouring sentences that cover most of the weight of {@code content}; the earliest of equals. */
    Best best(List<Token> content) {
        double total = content.stream().mapToDouble(Token::weight).sum();
        covered = new double[sentences.size()];
        weightByStem(content).forEach(this::cover);
        double most = 0;
        int best = -1;
        for (int i = 0; i < covered.length; i++) {
            if (covered[i] > most) {
                most = covered[i];
                best = i;
            }
        }
        effort.spend(covered.length / CHARACTERS_PER_STEP);
        return new Best(total > 0 ? most / total : 1, best < 0 ? null : quote(best));
    }

    /** A word that comes again is looked up once and weighs as often. */
    private static Map<String, Double> weightByStem(List<Token> content) {
        Map<String, Double> weights = new LinkedHashMap<>();
        content.forEach(word -> weights.merge(word.stem(), word.weight(), Double::sum));
        return weights;
    }

    /** Adds the word's weight to each window that holds it: the one that its sentence opens and the one before. */
    private void cover(String stem, double weight) {
        Sentences holding = sentencesByStem.get(stem);
        if (holding == null) {
            return;
        }
        effort.spend(holding.count);
        int done = -1;
        for (int i = 0; i < holding.count; i++) {
            int sentence = holding.numbers[i];
            boolean opened = sentence > 0 && !sentences.get(sentence - 1).last();
            for (int window = opened ? sentence - 1 : sentence; window <= sentence; window++) {
                if (window > done) {
                    covered[window] += weight;
                    done = window;
                }
            }
        }
    }

    /** Sentences that hold the word, the first few. */
    List<String> sentencesWith(Token word) {
        List<String> found = new ArrayList<>();
        Sentences holding = sentencesByStem.get(word.stem());
        for (int i = 0; holding != null && i < Math.min(MOST_HOMES, holding.count); i++) {
            Place sentence = sentences.get(holding.numbers[i]);
            String text = texts.get(sentence.passage()).substring(sentence.start(), sentence.end());
            effort.spend(text.length());
            found.add(text);
        }
        return found;
    }

    private Quote quote(int window) {
        Place first = sentences.get(window);
        Place second = first.last() ? first : sentences.get(window + 1);
        return Quote.at(first.passage(), texts.get(first.passage()), first.start(), second.end());
    }

    /** Ascending numbers of sentences, each once. */
    private static final class Sentences {

        private int[] numbers = new int[2];
        private int count;

        void add(int number) {
            if (count > 0 && numbers[count - 1] == number) {
                return;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }
    }
}
