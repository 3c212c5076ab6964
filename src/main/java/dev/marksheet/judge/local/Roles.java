package dev.marksheet.judge.local;

import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether two like sentences say the same of two names that have changed places around one word. */
final class Roles {

    private static final Set<String> PASSIVE = Set.of("by", "被", "由");

    private Roles() {}

    static boolean swapped(List<Token> words, List<Token> others, Language language) {
        if (passive(words) != passive(others)) {
            return false;
        }
        for (int i = 1; i + 1 < words.size(); i++) {
            Token pivot = words.get(i);
            int there = pivot.stop() || pivot.digits() || pivot.capitalised() ? -1 : onlyPlace(pivot, others);
            if (there > 0
                    && onlyPlace(pivot, words) == i
                    && swapped(
                            names(words, 0, i, language),
                            names(words, i + 1, words.size(), language),
                            names(others, 0, there, language),
                            names(others, there + 1, others.size(), language))) {
                return true;
            }
        }
        return false;
    }

    private static boolean swapped(
            Set<String> before, Set<String> after, Set<String> beforeThere, Set<String> afterThere) {
        return crossed(before, beforeThere, afterThere) && crossed(after, afterThere, beforeThere);
    }

    /** Whether a name here stands only on the other side there, and none on the same side. */
    private static boolean crossed(Set<String> here, Set<String> same, Set<String> other) {
        return here.stream().anyMatch(name -> other.contains(name) && !same.contains(name));
    }

    private static int onlyPlace(Token word, List<Token> words) {
        int place = -1;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).stem().equals(word.stem())) {
                if (place >= 0) {
                    return -1;
                }
                place = i;
            }
        }
        return place;
    }

    /** Capitalised words; in Chinese, which marks no names, pairs of telling characters. */
    private static Set<String> names(List<Token> words, int from, int to, Language language) {
        Set<String> names = new HashSet<>();
        for (Token word : new ArrayList<>(words.subList(from, to))) {
            if (word.capitalised() && !word.stop()) {
                names.add(word.stem());
            }
        }
        for (int i = from; language == Language.ZH && i + 1 < to; i++) {
            Token word = words.get(i);
            Token next = words.get(i + 1);
            if (!word.stop() && !next.stop() && !word.digits() && !next.digits() && word.end() == next.start()) {
                names.add(word.pairWith(next));
            }
        }
        return names;
    }

    private static boolean passive(List<Token> words) {
        return words.stream().anyMatch(word -> PASSIVE.contains(word.stem()));
    }
}
