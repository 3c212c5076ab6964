package dev.marksheet.judge;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The wordings by which texts give orders to a judge. Each rule begins at a word or a character, so that a text is read
 * once, and a rule looks at a few words only where it may begin: the time grows with the text's length and no faster,
 * whatever stands in it. Immutable; safe for use by many threads at once.
 */
final class InjectionRules {

    private static final int LONGEST_WORD = 12;
    private static final int REACH = 120;

    /** What has to follow a word, by the word in lower case. */
    private final Map<String, List<Pattern>> afterWords = new HashMap<>();

    /** What has to stand at a character, the character included. */
    private final Map<Character, List<Pattern>> atCharacters = new HashMap<>();

    private final BitSet openings = new BitSet();

    /** An order that begins with one of these English words, separated by blanks. */
    InjectionRules words(String words, String rest) {
        Pattern pattern = Pattern.compile(rest, Pattern.CASE_INSENSITIVE);
        for (String word : words.split(" ")) {
            afterWords.computeIfAbsent(word, w -> new ArrayList<>()).add(pattern);
        }
        return this;
    }

    /** An order that begins with one of these characters. */
    InjectionRules characters(String openingCharacters, String whole) {
        Pattern pattern = Pattern.compile(whole, Pattern.CASE_INSENSITIVE);
        for (char opening : openingCharacters.toCharArray()) {
            openings.set(opening);
            atCharacters.computeIfAbsent(opening, c -> new ArrayList<>()).add(pattern);
        }
        return this;
    }

    /** The orders in the text in their order, at most {@code most}. */
    List<String> find(String text, int most) {
        List<String> found = new ArrayList<>();
        int at = 0;
        while (at < text.length() && found.size() < most) {
            char c = text.charAt(at);
            int wordEnd = isLatin(c) ? wordEnd(text, at) : at;
            int end = wordEnd > at ? afterWord(text, at, wordEnd) : openings.get(c) ? at(text, at) : -1;
            if (end > at) {
                found.add(text.substring(at, end).strip());
            }
            at = Math.max(end, Math.max(wordEnd, at + 1));
        }
        return List.copyOf(found);
    }

    private int afterWord(String text, int start, int end) {
        if (end - start > LONGEST_WORD) {
            return -1;
        }
        List<Pattern> rules = afterWords.get(text.substring(start, end).toLowerCase(Locale.ROOT));
        return rules == null ? -1 : match(rules, text, end);
    }

    private int at(String text, int start) {
        return match(atCharacters.getOrDefault(text.charAt(start), List.of()), text, start);
    }

    private static int match(List<Pattern> rules, String text, int from) {
        for (Pattern rule : rules) {
            Matcher matcher = rule.matcher(text)
                    .region(from, Math.min(text.length(), from + REACH))
                    .useTransparentBounds(true)
                    .useAnchoringBounds(false);
            if (matcher.lookingAt()) {
                return matcher.end();
            }
        }
        return -1;
    }

    private static int wordEnd(String text, int start) {
        int end = start + 1;
        while (end < text.length() && isLatin(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= '0' && c <= '9';
    }
}
