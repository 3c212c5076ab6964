package dev.marksheet.session;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a judge did in the exam.
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

    private static final String BUNDLE = "session.exam";
    private static final double WEAK = 0.7;
    private static final int MOST_NAMED = 2;

    public ExamResult {
        languages = Collections.unmodifiableMap(new LinkedHashMap<>(languages));
        kinds = Collections.unmodifiableMap(new LinkedHashMap<>(kinds));
        passed = Collections.unmodifiableMap(new LinkedHashMap<>(passed));
    }

    /** Ids of the rows whose verdict differs in the other result. */
    public List<String> flipsAgainst(ExamResult other) {
        return passed.keySet().stream()
                .filter(other.passed::containsKey)
                .filter(id -> !Objects.equals(passed.get(id), other.passed.get(id)))
                .toList();
    }

    /** The kinds of rows of which the judge gets less than seven in ten right, the worst first, at most two. */
    public List<String> weakest() {
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue().share() < WEAK)
                .sorted(Comparator.comparingDouble(kind -> kind.getValue().share()))
                .limit(MOST_NAMED)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The whole result in a few words: {@code 0.93 in the exam, misses negations}. */
    public String headline(Language language) {
        Wording words = Wording.of(BUNDLE, language);
        String missed = named("misses.", words);
        String refused = named("refuses.", words);
        return words.text("headline", Figure.of(total.balancedAccuracy()))
                + (missed.isEmpty() ? "" : words.text("headline.misses", missed))
                + (refused.isEmpty() ? "" : words.text("headline.refuses", refused));
    }

    private String named(String family, Wording words) {
        return weakest().stream()
                .map(kind -> words.find(family + kind))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(words.text("and")));
    }

    /** What a kind of row is called; its own name where there are no words for it. */
    public static String kindName(String kind, Language language) {
        String name = Wording.of(BUNDLE, language).find("kind." + kind);
        return name.isEmpty() ? kind : name;
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
    public record Part(int rows, int right, double balancedAccuracy, double low, double high) {

        private double share() {
            return rows == 0 ? 1 : (double) right / rows;
        }
    }
}
