package dev.marksheet.judge.local;

import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Language;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Holds a statement against the sentence of the passages that it is most like: a number, a name, a unit, a denial or an
 * opposite that differs there contradicts it, however many words both share. By rule, not fitted.
 */
final class Contradictions {

    /** Less in common, and the two are about different things. */
    private static final double ALIKE = 0.5;

    private static final double NEARLY_THE_SAME = 0.75;
    private static final double MUTUAL = 0.35;

    /** A sentence this much less like the statement is no better home of its number. */
    private static final double CLEARLY = 0.1;

    /** An item's number in a list, a step, or the number of a passage: no part of what is said. */
    private static final Pattern COUNTER = Pattern.compile("^\\s*\\(?\\d{1,3}[.):、](?!\\d)"
            + "|\\b(?:[Ss]teps?|[Pp]assages?|[Cc]ontexts?|[Ss]ources?|[Dd]ocuments?) \\d{1,3}(?:(?:,| and|,? &) \\d{1,3}){0,9}"
            + "|[\\[【(]\\d{1,3}[\\])】]|第?[一二三四五六七八九十\\d]{1,3}步|(?:段落|文档|上下文|资料)\\s?\\d{1,3}");

    private final List<Token> words;
    private final Set<String> stems;
    private final String statement;
    private final String sentence;
    private final List<Token> matching;
    private final Set<String> matchingStems;
    private final Language language;

    private Contradictions(String statement, String sentence, Language language) {
        this.statement = uncounted(statement);
        this.words = Tokenizer.of(this.statement);
        this.stems = stems(words);
        this.sentence = uncounted(sentence);
        this.matching = Tokenizer.of(this.sentence);
        this.matchingStems = stems(matching);
        this.language = language;
    }

    /** What of the statement contradicts the window that it is most like. */
    static Set<Trouble> in(String statement, Overlap overlap, Passages passages, Language language) {
        Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
        Quote quote = overlap.best().quote();
        if (quote == null) {
            return troubles;
        }
        String sentence = SentenceSplitter.of(quote.text(), language).stream()
                .map(Sentence::text)
                .max(Comparator.comparingDouble(text -> shared(overlap.content(), stems(Tokenizer.of(text)))))
                .orElse(quote.text());
        Contradictions found = new Contradictions(statement, sentence, language);
        double alike = found.alike(Token::number);
        if (alike >= ALIKE) {
            found.addReplaced(troubles, overlap, stems(Tokenizer.of(quote.text())), passages);
            if (Units.differ(found.statement, uncounted(quote.text()))) {
                troubles.add(Trouble.UNIT);
            }
            found.addTurnedRound(troubles, alike);
        }
        return troubles;
    }

    /** Opposites, denials and changed places, in sentences that speak of the same. */
    private void addTurnedRound(Set<Trouble> troubles, double alike) {
        if (!isMutual()) {
            return;
        }
        if (Antonyms.differ(statement, words, sentence, matching, language)) {
            troubles.add(Trouble.ANTONYM);
        }
        if (alike >= NEARLY_THE_SAME && Negations.differ(statement, words, sentence, matching, language)) {
            troubles.add(Trouble.NEGATION);
        }
        if (alike >= NEARLY_THE_SAME && Roles.swapped(words, matching, language)) {
            troubles.add(Trouble.ROLES);
        }
    }

    private static String uncounted(String text) {
        return COUNTER.matcher(text).replaceAll(" ");
    }

    private static Set<String> stems(List<Token> words) {
        Set<String> stems = new HashSet<>();
        words.forEach(word -> stems.add(word.stem()));
        return stems;
    }

    private static double shared(List<Token> content, Set<String> stems) {
        return Overlap.weight(
                content.stream().filter(word -> stems.contains(word.stem())).toList());
    }

    /** The share of the statement's telling words, {@code aside} some, that the sentence holds. */
    private double alike(Predicate<Token> aside) {
        List<Token> plain = words.stream()
                .filter(word -> !word.stop() && aside.negate().test(word))
                .toList();
        double total = Overlap.weight(plain);
        return total == 0 ? 0 : shared(plain, matchingStems) / total;
    }

    /** Whether the sentence is not so much longer that its denials and opposites are about something else. */
    private boolean isMutual() {
        List<Token> content = Token.content(matching);
        return shared(content, stems) >= MUTUAL * Overlap.weight(content);
    }

    /** Numbers and names that the window lacks, where the matching sentence has others in their place. */
    private void addReplaced(Set<Trouble> troubles, Overlap overlap, Set<String> window, Passages passages) {
        for (Token word : words) {
            if (word.number() && !window.contains(word.stem()) && lacksOther(Token::number)) {
                if (!passages.hold(word)) {
                    troubles.add(Trouble.NEW_NUMBER);
                } else if (isAwayFromHome(word, passages)) {
                    troubles.add(Trouble.MISPLACED_NUMBER);
                }
            }
            boolean novel =
                    overlap.novel().stream().anyMatch(other -> other.stem().equals(word.stem()));
            if (word.name() && novel && lacksOther(Token::name) && alike(Token::name) >= NEARLY_THE_SAME) {
                troubles.add(Trouble.NEW_NAME);
            }
        }
    }

    private boolean lacksOther(Predicate<Token> kind) {
        return matching.stream().anyMatch(word -> kind.test(word) && !stems.contains(word.stem()));
    }

    /** Whether no sentence with the number is about as like the statement as the matching one. */
    private boolean isAwayFromHome(Token number, Passages passages) {
        double alike = alike(Token::number);
        return passages.sentencesWith(number).stream()
                .noneMatch(
                        home -> new Contradictions(statement, home, language).alike(Token::number) > alike - CLEARLY);
    }
}
