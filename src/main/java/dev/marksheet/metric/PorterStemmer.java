package dev.marksheet.metric;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The stemmer of Porter (Program 14, 1980) with the departures of NLTK's extended mode, which RAGAS's ROUGE uses: a few
 * irregular words, other rules for -ies, -ied and -y, and the endings -alli, -fulli and -logi. The Porter stemmers of
 * Java libraries lack them. Works on lower-case words of a-z and 0-9.
 */
final class PorterStemmer {

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("sky", "sky"),
            Map.entry("skies", "sky"),
            Map.entry("dying", "die"),
            Map.entry("lying", "lie"),
            Map.entry("tying", "tie"),
            Map.entry("news", "news"),
            Map.entry("innings", "inning"),
            Map.entry("inning", "inning"),
            Map.entry("outings", "outing"),
            Map.entry("outing", "outing"),
            Map.entry("cannings", "canning"),
            Map.entry("canning", "canning"),
            Map.entry("howe", "howe"),
            Map.entry("proceed", "proceed"),
            Map.entry("exceed", "exceed"),
            Map.entry("succeed", "succeed"));

    private static final List<Rule> PLURALS =
            List.of(always("sses", "ss"), always("ies", "i"), always("ss", "ss"), always("s", ""));

    private static final List<Rule> LONG_ENDINGS = List.of(
            measured("ational", "ate"),
            measured("tional", "tion"),
            measured("enci", "ence"),
            measured("anci", "ance"),
            measured("izer", "ize"),
            measured("bli", "ble"),
            measured("alli", "al"),
            measured("entli", "ent"),
            measured("eli", "e"),
            measured("ousli", "ous"),
            measured("ization", "ize"),
            measured("ation", "ate"),
            measured("ator", "ate"),
            measured("alism", "al"),
            measured("iveness", "ive"),
            measured("fulness", "ful"),
            measured("ousness", "ous"),
            measured("aliti", "al"),
            measured("iviti", "ive"),
            measured("biliti", "ble"),
            measured("fulli", "ful"),
            // The l counts as part of the stem, so that geo- and theo- are long enough.
            new Rule("logi", "log", stem -> WordShape.measure(stem + "l") > 0));

    private static final List<Rule> MIDDLE_ENDINGS = List.of(
            measured("icate", "ic"),
            measured("ative", ""),
            measured("alize", "al"),
            measured("iciti", "ic"),
            measured("ical", "ic"),
            measured("ful", ""),
            measured("ness", ""));

    private static final List<Rule> LAST_ENDINGS = List.of(
            dropped("al"),
            dropped("ance"),
            dropped("ence"),
            dropped("er"),
            dropped("ic"),
            dropped("able"),
            dropped("ible"),
            dropped("ant"),
            dropped("ement"),
            dropped("ment"),
            dropped("ent"),
            new Rule("ion", "", stem -> WordShape.measure(stem) > 1 && (stem.endsWith("s") || stem.endsWith("t"))),
            dropped("ou"),
            dropped("ism"),
            dropped("ate"),
            dropped("iti"),
            dropped("ous"),
            dropped("ive"),
            dropped("ize"));

    private PorterStemmer() {}

    /** Replaces a suffix where the rest of the word allows it. */
    private record Rule(String suffix, String replacement, Predicate<String> allows) {}

    /** The stem of a lower-case word. */
    static String stem(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null) {
            return irregular;
        }
        if (word.length() <= 2) {
            return word;
        }
        String stem = withoutY(withoutTense(singular(word)));
        stem = apply(MIDDLE_ENDINGS, withoutLongEnding(stem));
        return withoutDoubleL(withoutE(apply(LAST_ENDINGS, stem)));
    }

    private static String singular(String word) {
        return word.endsWith("ies") && word.length() == 4 ? cut(word, 1) : apply(PLURALS, word);
    }

    private static String withoutTense(String word) {
        if (word.endsWith("ied")) {
            return cut(word, word.length() == 4 ? 1 : 2);
        }
        if (word.endsWith("eed")) {
            return WordShape.measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
        }
        for (String suffix : List.of("ed", "ing")) {
            if (word.endsWith(suffix) && WordShape.hasVowel(cut(word, suffix.length()))) {
                return repaired(cut(word, suffix.length()));
            }
        }
        return word;
    }

    /** Gives a stem whose -ed or -ing was cut off its proper end. */
    private static String repaired(String stem) {
        if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
            return stem + "e";
        }
        if (WordShape.endsInDoubleConsonant(stem)) {
            return "lsz".indexOf(stem.charAt(stem.length() - 1)) < 0 ? cut(stem, 1) : stem;
        }
        return WordShape.measure(stem) == 1 && WordShape.endsShort(stem) ? stem + "e" : stem;
    }

    private static String withoutY(String word) {
        boolean changes = word.length() > 2 && word.endsWith("y") && WordShape.isConsonant(word, word.length() - 2);
        return changes ? cut(word, 1) + "i" : word;
    }

    private static String withoutLongEnding(String word) {
        if (word.endsWith("alli") && WordShape.measure(cut(word, 4)) > 0) {
            return withoutLongEnding(cut(word, 2));
        }
        return apply(LONG_ENDINGS, word);
    }

    private static String withoutE(String word) {
        if (!word.endsWith("e")) {
            return word;
        }
        String stem = cut(word, 1);
        int measure = WordShape.measure(stem);
        return measure > 1 || measure == 1 && !WordShape.endsShort(stem) ? stem : word;
    }

    private static String withoutDoubleL(String word) {
        return word.endsWith("ll") && WordShape.measure(cut(word, 1)) > 1 ? cut(word, 1) : word;
    }

    /** The first rule whose suffix fits decides, even if the rest of the word forbids it. */
    private static String apply(List<Rule> rules, String word) {
        for (Rule rule : rules) {
            if (word.endsWith(rule.suffix())) {
                String stem = cut(word, rule.suffix().length());
                return rule.allows().test(stem) ? stem + rule.replacement() : word;
            }
        }
        return word;
    }

    private static String cut(String word, int count) {
        return word.substring(0, word.length() - count);
    }

    private static Rule always(String suffix, String replacement) {
        return new Rule(suffix, replacement, stem -> true);
    }

    private static Rule measured(String suffix, String replacement) {
        return new Rule(suffix, replacement, stem -> WordShape.measure(stem) > 0);
    }

    private static Rule dropped(String suffix) {
        return new Rule(suffix, "", stem -> WordShape.measure(stem) > 1);
    }
}
