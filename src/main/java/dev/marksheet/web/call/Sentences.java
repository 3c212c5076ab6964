package dev.marksheet.web.call;

import dev.marksheet.session.text.Bounded;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where in a text a statement was taken from. Judges repeat a sentence word for word or in other words: a statement
 * that does not stand there is given to the sentence that shares most of its words, if those are enough. Immutable.
 */
final class Sentences {

    private static final int MAX_LENGTH = 50_000;
    private static final double ENOUGH = 0.6;
    private static final Pattern WORD = Pattern.compile("\\p{IsHan}+|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

    /** A part of the text. */
    record Place(int start, int end) {}

    private record Sentence(Place place, Set<String> words) {}

    private final String text;
    private final List<Sentence> sentences = new ArrayList<>();

    Sentences(String whole) {
        text = Bounded.start(whole, MAX_LENGTH);
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String sentence = text.substring(start, end);
            int length = sentence.stripTrailing().length();
            if (length > 0) {
                sentences.add(new Sentence(new Place(start, start + length), words(sentence)));
            }
            start = end;
        }
    }

    /** Where the statement comes from; empty when no place is near enough. */
    Optional<Place> find(String statement) {
        Optional<Place> literal = literally(statement);
        return literal.isPresent() ? literal : nearest(words(statement));
    }

    private Optional<Place> literally(String statement) {
        String words = statement.strip().replaceAll("[.。!！?？]+$", "");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String pattern = Pattern.compile("\\s+")
                .splitAsStream(words)
                .map(Pattern::quote)
                .reduce((a, b) -> a + "\\s+" + b)
                .orElse("");
        Matcher matcher = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(text);
        return matcher.find() ? Optional.of(new Place(matcher.start(), matcher.end())) : Optional.empty();
    }

    private Optional<Place> nearest(Set<String> statement) {
        Sentence best = null;
        double most = 0;
        for (Sentence sentence : sentences) {
            double shared = (double) statement.stream()
                            .filter(sentence.words()::contains)
                            .count()
                    / Math.max(1, statement.size());
            if (shared > most) {
                most = shared;
                best = sentence;
            }
        }
        return best != null && most >= ENOUGH ? Optional.of(best.place()) : Optional.empty();
    }

    /** Words in lower case; pairs of neighbouring characters where a script writes none. */
    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            String word = matcher.group();
            boolean pairs = Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN;
            if (!pairs || word.length() < 2) {
                words.add(word);
                continue;
            }
            for (int i = 0; i + 2 <= word.length(); i++) {
                words.add(word.substring(i, i + 2));
            }
        }
        return words;
    }
}
