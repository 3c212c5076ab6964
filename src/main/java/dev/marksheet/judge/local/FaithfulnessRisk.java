package dev.marksheet.judge.local;

import dev.marksheet.judge.Reply;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The probability that a statement is not supported, by logistic weights over an {@link Overlap}. The weights were
 * fitted on human-labelled answers of the development part of RAGTruth QA (English) and on constructed Chinese
 * counterfactuals; their signs were held so that more novelty never lowers the risk.
 */
final class FaithfulnessRisk {

    // With the shift that balances right and wrong verdicts on answers at a risk of one half.
    private static final double ENGLISH_BIAS = -5.547 + 1.84;
    private static final double CHINESE_BIAS = -4.268;
    // Not fitted: a refusal makes no claim, but shares no characters with the passages either.
    private static final double CHINESE_REFUSAL = 0.25;
    /** How much the riskiest statement of an answer, the next and the third weigh. */
    private static final double[] WEIGHTS = {0.6, 0.25, 0.15};
    // Not fitted; what is left of a score where a number, a unit, a denial … contradicts the passages, or a name is
    // new.
    private static final double OF_CONTRADICTED = 0.45;
    private static final double OF_NEW_NAME = 0.7;

    /** A bare yes or no stands in no passage and is not contradicted by one either: just passed, and said to be a guess. */
    static final double OF_BARE_ANSWER = 0.45;

    private static final Set<Trouble> CONTRADICTING = EnumSet.of(
            Trouble.NEW_NUMBER,
            Trouble.MISPLACED_NUMBER,
            Trouble.UNIT,
            Trouble.ANTONYM,
            Trouble.NEGATION,
            Trouble.ROLES);

    private static final Pattern BARE = Pattern.compile(
            "[\\p{P}\\s]*(?:yes|no|yep|nope|true|false|right|wrong|correct|incorrect|是的?|不是的?|否|对的?|不对|没有|有的?|会|不会|能|不能|可以|不可以)[\\p{P}\\s]*",
            Pattern.CASE_INSENSITIVE);
    // In content words; in Chinese each character is one, so that eight are a name or a date.
    private static final int SHORT_ENGLISH = 5;
    private static final int SHORT_CHINESE = 8;
    // A sentence may have as few telling words; it is none to be judged by its pairs alone.
    private static final int SENTENCE_WORDS = 8;

    private FaithfulnessRisk() {}

    /** Whether an answer is a bare yes or no. */
    static boolean isBare(String answer) {
        return BARE.matcher(answer).matches();
    }

    /** The risk of one statement of an answer, 0..1. */
    static double of(Overlap overlap, boolean refusal, Language language) {
        if (language == Language.EN) {
            return sigmoid(english(overlap, refusal));
        }
        double risk = sigmoid(chinese(overlap));
        return refusal ? Math.min(risk, CHINESE_REFUSAL) : risk;
    }

    /**
     * The risk of an answer that is one short phrase, 0..1. Such an answer is the fact itself, so that one wrong digit of a
     * date makes all of it wrong. The English weights were fitted; the Chinese ones were set by reason (half of the pairs
     * missing, or one new number, is more likely wrong than right) and only checked on labelled rows.
     */
    static double ofShortAnswer(Overlap overlap, Language language) {
        if (language == Language.EN) {
            return sigmoid(6.351 * (1 - overlap.pairShare()) - 3.073);
        }
        double found = overlap.content().size() < 2 ? overlap.anyPairShare() : overlap.pairShare();
        return sigmoid(12 * (1 - found) + 4 * Math.min(1, count(overlap, true)) - 3);
    }

    /** Whether the short answer rule holds for the only statement of an answer. */
    static boolean isShortAnswer(String statement, Overlap overlap, boolean refusal, Language language) {
        if (refusal || overlap.content().size() > mostTelling(language)) {
            return false;
        }
        int words = Tokenizer.of(statement).size();
        return language == Language.ZH
                || words < SENTENCE_WORDS
                || words <= overlap.content().size() + 1;
    }

    /** Whether an answer is so short that nothing but a name, a date or a yes is in it. */
    static boolean isPhrase(String answer, Language language) {
        return Token.content(Tokenizer.of(answer)).size() <= mostTelling(language);
    }

    private static int mostTelling(Language language) {
        return language == Language.ZH ? SHORT_CHINESE : SHORT_ENGLISH;
    }

    /** The risk of a statement in which such trouble was seen as well. */
    static double with(Set<Trouble> troubles, double risk) {
        if (troubles.stream().anyMatch(CONTRADICTING::contains)) {
            return 1 - OF_CONTRADICTED * (1 - risk);
        }
        return troubles.contains(Trouble.NEW_NAME) ? 1 - OF_NEW_NAME * (1 - risk) : risk;
    }

    /** Whether a statement of this risk counts as unsupported. */
    static boolean isUnsupported(double risk) {
        return risk > 0.5;
    }

    /** The terms of the faithfulness of an answer whose statements have these risks: the riskiest few, in that order. */
    static List<Reply.Part> parts(List<Double> risks) {
        List<Double> worst = risks.stream()
                .sorted(Comparator.reverseOrder())
                .limit(WEIGHTS.length)
                .toList();
        double sum = 0;
        for (int i = 0; i < worst.size(); i++) {
            sum += WEIGHTS[i];
        }
        List<Reply.Part> parts = new ArrayList<>();
        for (int i = 0; i < worst.size(); i++) {
            parts.add(new Reply.Part(WEIGHTS[i] / sum, 1 - worst.get(i)));
        }
        return parts;
    }

    /** The faithfulness of an answer, 0..1, to be passed at 0.5. */
    static double score(List<Reply.Part> parts) {
        return parts.stream().mapToDouble(part -> part.weight() * part.value()).sum();
    }

    private static double english(Overlap overlap, boolean refusal) {
        return ENGLISH_BIAS
                + 0.986 * Math.log1p(Overlap.weight(overlap.novel()))
                + 2.512 * (1 - overlap.pairShare())
                + 0.366 * Math.min(5, overlap.longestNovelRun()) / 2
                + 0.368 * Math.min(2, count(overlap, true))
                + 0.545 * Math.min(2, count(overlap, false))
                + 1.116 * (overlap.coverage() - overlap.best().coverage())
                - 0.948 * (refusal ? 1 : 0);
    }

    private static double chinese(Overlap overlap) {
        return CHINESE_BIAS
                + 2.807 * (1 - overlap.anyPairShare())
                + 4.532 * (1 - overlap.pairShare())
                + 0.75 * Math.min(12, overlap.longestUnpairedRun()) / 4
                + 0.49 * Math.min(2, count(overlap, true));
    }

    private static long count(Overlap overlap, boolean digits) {
        return overlap.novel().stream()
                .filter(word -> digits ? word.digits() : word.name())
                .count();
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
