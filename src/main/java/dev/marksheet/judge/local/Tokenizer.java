package dev.marksheet.judge.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tartarus.snowball.ext.EnglishStemmer;

/** Reads the words of a text: English words, numbers, and each Chinese character for itself. */
final class Tokenizer {

    // The repetition in numbers is bounded: an unbounded group would recurse once for each of its rounds.
    private static final Pattern WORD = Pattern.compile(
            "[\\p{IsAlphabetic}&&[^\\p{IsHan}]]+(?:['’]\\p{IsAlphabetic}+)?" + "|\\d+(?:[.,:/]\\d+){0,9}%?|\\p{IsHan}");
    private static final double STOP_WEIGHT = 0.05;
    private static final double NUMBER_WEIGHT = 0.9;
    private static final double HAN_WEIGHT = 0.6;
    private static final int LONGEST_STEMMED = 60;

    // A stemmer keeps the word it works on, so that one must not be shared between threads.
    private final EnglishStemmer stemmer = new EnglishStemmer();

    private Tokenizer() {}

    /** The words of {@code text} in order. */
    static List<Token> of(String text) {
        Tokenizer reader = new Tokenizer();
        List<Token> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(reader.word(matcher.group(), words.isEmpty(), matcher.start()));
        }
        return words;
    }

    private Token word(String text, boolean first, int start) {
        int c = text.codePointAt(0);
        if (Character.isDigit(c)) {
            return new Token(text, Numerals.ofDigits(text), NUMBER_WEIGHT, true, false, false, first, start);
        }
        if (Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN) {
            boolean stop = StopWords.isStop(c);
            return new Token(text, text, stop ? STOP_WEIGHT : HAN_WEIGHT, false, false, stop, first, start);
        }
        String plain = plain(text);
        boolean stop = StopWords.isStop(plain);
        double weight = stop ? STOP_WEIGHT : InverseDocumentFrequency.of(plain);
        return new Token(text, stem(plain, first), weight, false, Character.isUpperCase(c), stop, first, start);
    }

    private static String plain(String text) {
        String word = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        return word.endsWith("'s") ? word.substring(0, word.length() - 2) : word;
    }

    private String stem(String plain, boolean first) {
        String number = Numerals.ofWord(plain, first);
        if (number != null || plain.length() > LONGEST_STEMMED) {
            return number != null ? number : plain;
        }
        stemmer.setCurrent(plain);
        stemmer.stem();
        return stemmer.getCurrent();
    }
}
