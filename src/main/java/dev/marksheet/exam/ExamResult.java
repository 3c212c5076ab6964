package dev.marksheet.exam;

import dev.marksheet.session.Usage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a judge did.
 *
 * @param judgeModel who was examined
 * @param total all rows
 * @param languages by {@code en} and {@code zh}
 * @param kinds by kind of row, in the order in which they first come
 * @param unjudged rows on which the judge gave nothing usable; they count as wrong
 * @param madeUpQuotes quotes that stand in no context
 * @param usage requests, tokens and cost
 * @param latencyMs how long a row took on average
 * @param passed by id of a row, whether the judge passed it; null where it gave nothing usable. Two results of one judge
 *     show by it which verdicts flip
 */
public record ExamResult(
        String judgeModel,
        Part total,
        Map<String, Part> languages,
        Map<String, Part> kinds,
        int unjudged,
        int madeUpQuotes,
        Usage usage,
        long latencyMs,
        Map<String, @Nullable Boolean> passed) {

    /** Ids of the rows whose verdict differs in the other result. */
    public List<String> flipsAgainst(ExamResult other) {
        return passed.keySet().stream()
                .filter(other.passed::containsKey)
                .filter(id -> !Objects.equals(passed.get(id), other.passed.get(id)))
                .toList();
    }

    /**
     * Some of the rows.
     *
     * @param rows how many
     * @param right on how many the judge was right
     * @param balancedAccuracy the mean of the share of unsupported answers that it failed and the share of supported ones
     *     that it passed. A kind has rows of one label; the other share is that of all other-labelled rows
     * @param low lower end of its 95 % interval
     * @param high upper end of its 95 % interval
     */
    public record Part(int rows, int right, double balancedAccuracy, double low, double high) {}
}
