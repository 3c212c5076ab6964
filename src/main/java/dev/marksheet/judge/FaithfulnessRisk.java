package dev.marksheet.judge;

import dev.marksheet.session.Language;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The probability that a statement is not supported, by logistic weights over an {@link Overlap}. The weights were
 * fitted on human-labelled answers of the development part of RAGTruth QA (English) and on constructed Chinese
 * counterfactuals; their signs were held so that more novelty never lowers the risk.
 */
final class FaithfulnessRisk {

    private static final double ENGLISH_BIAS = -5.547;
    private static final double CHINESE_BIAS = -4.268;
    // Balances right and wrong verdicts on sentences; most English sentences of bad answers are fine.
    private static final double ENGLISH_SENTENCE_CUT = 0.137;
    private static final double EVEN_CUT = 0.5;
    private static final double ENGLISH_ANSWER_SHIFT = 1.84;
    // Not fitted: a refusal makes no claim, but shares no characters with the passages either.
    private static final double CHINESE_REFUSAL = 0.25;
    private static final int WORST = 3;

    /** A bare yes or no stands in no passage and is not contradicted by one either: just passed, and said to be a guess. */
    static final double OF_BARE_ANSWER = 0.45;

    private static final Pattern BARE = Pattern.compile(
            "[\\p{P}\\s]*(?:yes|no|yep|nope|true|false|right|wrong|correct|incorrect|是的?|不是的?|否|对的?|不对|没有|有的?|会|不会|能|不能|可以|不可以)[\\p{P}\\s]*",
            Pattern.CASE_INSENSITIVE);
    // In content words; in Chinese each character is one, so that eight are a name or a date.
    private static final int SHORT_ENGLISH = 5;
    private static final int SHORT_CHINESE = 8;

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
    static boolean isShortAnswer(Overlap overlap, boolean refusal, Language language) {
        int most = language == Language.ZH ? SHORT_CHINESE : SHORT_ENGLISH;
        return !refusal && overlap.content().size() <= most;
    }

    /** Whether a statement of this risk counts as unsupported. */
    static boolean isUnsupported(double risk, boolean shortAnswer, Language language) {
        return risk > (shortAnswer || language == Language.ZH ? EVEN_CUT : ENGLISH_SENTENCE_CUT);
    }

    /** The faithfulness of an answer whose statements have these risks, 0..1, to be passed at 0.5. */
    static double score(List<Double> risks, Language language) {
        double[] worst = risks.stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .skip(Math.max(0, risks.size() - WORST))
                .toArray();
        double mean = 0;
        for (double risk : worst) {
            mean += risk / worst.length;
        }
        return 1 - (language == Language.ZH ? mean : sigmoid(Math.log(mean / (1 - mean)) + ENGLISH_ANSWER_SHIFT));
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
