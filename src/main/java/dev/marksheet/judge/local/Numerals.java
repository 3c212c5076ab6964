package dev.marksheet.judge.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives different spellings of one number one form, so that "1,000", "1000" and "thousand" agree. */
final class Numerals {

    private static final Map<String, String> SPELLED = spelled();

    private static final Set<String> ORDINALS = Set.of("first", "second", "third");

    private Numerals() {}

    /** The form of a number written in digits. */
    static String ofDigits(String written) {
        String number = written.replace("%", "");
        if (number.matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?")) {
            number = number.replace(",", "");
        }
        if (number.matches("\\d+\\.0+")) {
            number = number.substring(0, number.indexOf('.'));
        }
        if (number.matches("0\\d+")) {
            number = number.replaceFirst("^0+(?=\\d)", "");
        }
        return "#" + number;
    }

    /** The form of a number written as an English word, or null if the word is none. */
    static @Nullable String ofWord(String lowerCaseWord, boolean opensSentence) {
        if (opensSentence && ORDINALS.contains(lowerCaseWord)) {
            return null;
        }
        return SPELLED.get(lowerCaseWord);
    }

    private static Map<String, String> spelled() {
        String[] upToTwenty = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
                        + " fifteen sixteen seventeen eighteen nineteen twenty")
                .split(" ");
        Map<String, String> words = new HashMap<>(Map.of("thirty", "#30", "forty", "#40", "fifty", "#50"));
        words.putAll(Map.of("sixty", "#60", "hundred", "#100", "thousand", "#1000", "million", "#1000000"));
        words.putAll(Map.of("first", "#1", "second", "#2", "third", "#3", "once", "#1", "twice", "#2"));
        for (int i = 0; i < upToTwenty.length; i++) {
            words.put(upToTwenty[i], "#" + i);
        }
        return Map.copyOf(words);
    }
}
