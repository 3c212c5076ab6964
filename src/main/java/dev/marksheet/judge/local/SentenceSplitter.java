package dev.marksheet.judge.local;

import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts one text into sentences by punctuation. Not safe for threads; every call of {@link #of} makes its own. */
final class SentenceSplitter {

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "sr", "jr", "st", "vs", "etc", "e.g", "i.e", "inc", "ltd", "co", "corp",
            "no", "fig", "dept", "gen", "gov", "sen", "rep", "rev", "u.s", "u.k", "a.m", "p.m", "jan", "feb", "mar",
            "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "approx", "al");
    private static final String WIDE_STOPS = "。！？；";
    private static final String AFTER_WIDE_STOP = "”’」』）)\"'。！？!?";
    private static final String AFTER_STOP = "\"')]”’.!?";
    private static final String OPENERS = "\"'(“‘[•-*";
    private static final String SOFT_BREAKS = "，,、 ";
    /** Brackets and quotes before it included. */
    private static final int LONGEST_ABBREVIATION = 20;

    private static final int FIRST_CJK = 0x2e80;
    private static final int LONGEST_EN = 600;
    private static final int LONGEST_ZH = 120;

    private final String text;
    private final boolean chinese;
    private final List<Sentence> segments = new ArrayList<>();
    private int start;
    private int runStart;
    private int runEnd = -1;
    private String runCharacters = "";

    private SentenceSplitter(String text, boolean chinese) {
        this.text = text;
        this.chinese = chinese;
    }

    /** The sentences of {@code text} that hold a letter or a digit, in order, trimmed. */
    static List<Sentence> of(String text, Language language) {
        SentenceSplitter run = new SentenceSplitter(text, language == Language.ZH);
        run.cut();
        return run.segments;
    }

    private void cut() {
        int i = 0;
        while (i < text.length()) {
            int end = sentenceEnd(i);
            if (end > 0) {
                keep(start, end);
                start = end;
            }
            i = Math.max(i + 1, end);
        }
        keep(start, text.length());
    }

    /** Where the sentence ends if the character at {@code i} ends one, else -1. */
    private int sentenceEnd(int i) {
        char c = text.charAt(i);
        if (c == '\n' || chinese && c == ';') {
            return i + 1;
        }
        if (WIDE_STOPS.indexOf(c) >= 0 || chinese && (c == '!' || c == '?')) {
            return skip(i + 1, AFTER_WIDE_STOP);
        }
        if (c == '.' || c == '!' || c == '?') {
            int end = skip(i + 1, AFTER_STOP);
            return endsSentence(i, end) ? end : -1;
        }
        return -1;
    }

    /** Where a run of {@code characters} ends; found once for a run that is asked about at each of its places. */
    private int skip(int from, String characters) {
        if (from > runStart && from <= runEnd && characters.equals(runCharacters)) {
            return runEnd;
        }
        int i = from;
        while (i < text.length() && characters.indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        runStart = from;
        runEnd = i;
        runCharacters = characters;
        return i;
    }

    private boolean endsSentence(int stop, int end) {
        int next = skipBlanks(end);
        if (next == text.length()) {
            return true;
        }
        return next > end && opensSentence(text.charAt(next)) && !(text.charAt(stop) == '.' && isAbbreviation(stop));
    }

    private static boolean opensSentence(char c) {
        return Character.isUpperCase(c) || Character.isDigit(c) || OPENERS.indexOf(c) >= 0 || c > FIRST_CJK;
    }

    private boolean isAbbreviation(int stop) {
        int from = stop;
        while (from > Math.max(start, stop - LONGEST_ABBREVIATION) && !Character.isWhitespace(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, stop).toLowerCase(Locale.ROOT).replaceFirst("^[(\"]+", "");
        return ABBREVIATIONS.contains(word)
                || word.length() == 1 && Character.isLetter(word.charAt(0))
                || word.matches("\\d{1,2}") && from == skipBlanks(start);
    }

    private int skipBlanks(int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private void keep(int from, int to) {
        int longest = chinese ? LONGEST_ZH : LONGEST_EN;
        int first = trimmedStart(from, to);
        int last = trimmedEnd(first, to);
        while (last - first > longest) {
            int cut = softBreak(first, longest);
            add(first, trimmedEnd(first, cut));
            first = trimmedStart(cut, last);
        }
        add(first, last);
    }

    private int softBreak(int from, int longest) {
        for (int i = from + longest - 1; i >= from + longest / 2; i--) {
            if (SOFT_BREAKS.indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        int cut = from + longest;
        return Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
    }

    private void add(int from, int to) {
        if (to > from) {
            String sentence = text.substring(from, to);
            if (sentence.codePoints().anyMatch(Character::isLetterOrDigit)) {
                segments.add(new Sentence(from, to, sentence));
            }
        }
    }

    private int trimmedStart(int from, int to) {
        int i = from;
        while (i < to && isBlank(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private int trimmedEnd(int from, int to) {
        int i = to;
        while (i > from && isBlank(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0';
    }
}
