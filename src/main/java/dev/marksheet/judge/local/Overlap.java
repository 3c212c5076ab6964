package dev.marksheet.judge.local;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far the words of a statement stand in passages. Shares are 0..1 and weighted by {@link Token#weight()} where they
 * count words.
 *
 * @param content the statement's words that say something
 * @param novel those of them that neither the passages nor the question hold
 * @param coverage share held by the passages; 1 when there is no content
 * @param pairShare share of neighbouring content words that are neighbours in the passages; with less than two content
 *     words the coverage
 * @param longestNovelRun most novel words in a row
 * @param best the two neighbouring sentences that cover most
 * @param anyPairShare share of all neighbouring words that are neighbours in the passages or the question
 * @param longestUnpairedRun most neighbours in a row that are not
 */
record Overlap(
        List<Token> content,
        List<Token> novel,
        double coverage,
        double pairShare,
        int longestNovelRun,
        Passages.Best best,
        double anyPairShare,
        int longestUnpairedRun) {

    /** What a question already says; repeating it is no news. */
    static final class Known {

        private final Set<String> stems = new HashSet<>();
        private final Set<String> pairs = new HashSet<>();

        Known(String question) {
            List<Token> words = Tokenizer.of(question);
            Token.content(words).forEach(word -> stems.add(word.stem()));
            for (int i = 0; i + 1 < words.size(); i++) {
                pairs.add(words.get(i).pairWith(words.get(i + 1)));
            }
        }

        boolean holds(Token word) {
            return stems.contains(word.stem());
        }
    }

    static Overlap of(String statement, Passages passages, Known known) {
        List<Token> words = Tokenizer.of(statement);
        List<Token> content = Token.content(words);
        List<Token> held = content.stream().filter(passages::hold).toList();
        Set<Token> heldOnes = Set.copyOf(held);
        List<Token> novel = content.stream()
                .filter(word -> !heldOnes.contains(word) && !known.stems.contains(word.stem()))
                .toList();
        double coverage = content.isEmpty() ? 1 : weight(held) / weight(content);
        boolean[] joined = joined(words, passages, known);
        return new Overlap(
                content,
                novel,
                coverage,
                pairShare(content, passages, coverage),
                longestRun(content, Set.copyOf(novel)),
                passages.best(content),
                share(joined),
                longestFalseRun(joined));
    }

    /** The mean of pair share and best window, by which references are found in passages; 0..1. */
    double match() {
        return 0.5 * pairShare + 0.5 * best.coverage();
    }

    static double weight(List<Token> words) {
        return words.stream().mapToDouble(Token::weight).sum();
    }

    private static double pairShare(List<Token> content, Passages passages, double coverage) {
        int joined = 0;
        for (int i = 0; i + 1 < content.size(); i++) {
            joined += passages.joinContent(content.get(i), content.get(i + 1)) ? 1 : 0;
        }
        return content.size() < 2 ? coverage : joined / (content.size() - 1.0);
    }

    private static int longestRun(List<Token> content, Set<Token> novel) {
        int run = 0;
        int longest = 0;
        for (Token word : content) {
            run = novel.contains(word) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static boolean[] joined(List<Token> words, Passages passages, Known known) {
        boolean[] joined = new boolean[Math.max(0, words.size() - 1)];
        for (int i = 0; i < joined.length; i++) {
            Token word = words.get(i);
            Token next = words.get(i + 1);
            joined[i] = passages.join(word, next) || known.pairs.contains(word.pairWith(next));
        }
        return joined;
    }

    private static double share(boolean[] joined) {
        int count = 0;
        for (boolean yes : joined) {
            count += yes ? 1 : 0;
        }
        return joined.length == 0 ? 1 : count / (double) joined.length;
    }

    private static int longestFalseRun(boolean[] joined) {
        int run = 0;
        int longest = 0;
        for (boolean yes : joined) {
            run = yes ? 0 : run + 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
