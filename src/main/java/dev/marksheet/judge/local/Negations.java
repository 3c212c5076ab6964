package dev.marksheet.judge.local;

import dev.marksheet.session.text.Language;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells whether one of two like sentences denies what the other says. */
final class Negations {

    private static final Set<String> ENGLISH =
            Set.of("not", "no", "never", "none", "neither", "nor", "cannot", "without", "nobody", "nothing", "hardly");
    /** How many words after a denial it may take to come to what is denied. */
    private static final int REACH = 4;

    private static final Set<String> NO_DENIAL_BEFORE = Set.of("only", "just", "necessarily", "always", "least");
    // Not denials: 不仅, 不但, 不同, 不断, 不久, 不少, 不过, 不锈, 未来, 无论, 非常, 非洲, 无线, 不可或缺, 没收.
    private static final Pattern CHINESE = Pattern.compile(
            "(?:不(?![仅但同断久少过锈论管只])|没有|没(?!收)|未(?![来必])|无(?![论线锡])|并非|从未|禁止|严禁|勿|非(?![常洲]))(\\p{IsHan}{1,2})");

    private Negations() {}

    static boolean differ(String one, List<Token> words, String other, List<Token> others, Language language) {
        if (language == Language.ZH) {
            return chinese(one, other) || chinese(other, one);
        }
        return english(words, others) || english(others, words);
    }

    /** Whether {@code denying} denies a word that {@code saying} has without a denial. */
    private static boolean english(List<Token> denying, List<Token> saying) {
        Set<String> denied = denied(denying);
        Set<String> alsoDenied = denied(saying);
        return saying.stream()
                .anyMatch(word -> !word.stop() && denied.contains(word.stem()) && !alsoDenied.contains(word.stem()));
    }

    /** Whether anything is denied in an English text. */
    static boolean denies(List<Token> words) {
        return words.stream().anyMatch(Negations::denies);
    }

    private static Set<String> denied(List<Token> words) {
        Set<String> denied = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            if (denies(words.get(i))) {
                addFirstTelling(words.subList(i + 1, Math.min(words.size(), i + 1 + REACH)), denied);
            }
        }
        return denied;
    }

    private static void addFirstTelling(List<Token> after, Set<String> denied) {
        if (after.isEmpty() || NO_DENIAL_BEFORE.contains(after.get(0).text().toLowerCase(Locale.ROOT))) {
            return;
        }
        after.stream().filter(word -> !word.stop()).findFirst().ifPresent(word -> denied.add(word.stem()));
    }

    private static boolean denies(Token word) {
        String text = word.text().toLowerCase(Locale.ROOT).replace('’', '\'');
        return ENGLISH.contains(text) || text.endsWith("n't");
    }

    private static boolean chinese(String denying, String saying) {
        Matcher matcher = CHINESE.matcher(denying);
        while (matcher.find()) {
            String denied = matcher.group(1);
            int at = saying.indexOf(denied);
            boolean sameByOpposite = Antonyms.of(denied).stream().anyMatch(saying::contains);
            if (at >= 0 && !deniedAt(saying, at) && !sameByOpposite) {
                return true;
            }
        }
        return false;
    }

    private static boolean deniedAt(String text, int at) {
        Matcher matcher = CHINESE.matcher(text);
        while (matcher.find()) {
            if (matcher.start(1) == at) {
                return true;
            }
        }
        return false;
    }
}
