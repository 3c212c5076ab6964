package dev.marksheet.metric;

import dev.marksheet.metric.CriteriaProperties.Criterion;
import dev.marksheet.metric.CriteriaProperties.Kind;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.text.Bounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes metrics of the criteria in the configuration; refuses those that could not be scored. */
@Component
final class OwnCriteria {

    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{N}_-]{0,63}");
    private static final int MOST_WORDS = 200;
    private static final int BEHIND_ALL_OTHERS = 1000;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 5;

    /** Columns of {@code scores.csv} that are no metrics. */
    private static final Set<String> RESERVED = Set.of(
            "sample_id",
            "question",
            "answer",
            "contexts",
            "ground_truth",
            "error",
            "judge_model",
            "embedding_model",
            "run_id",
            "job_id",
            "weighted_score");

    private final List<Metric> metrics = new ArrayList<>();

    /** @throws MetricSettingException at the first criterion that can't be used */
    OwnCriteria(CriteriaProperties properties) {
        for (int i = 0; i < properties.criteria().size(); i++) {
            metrics.add(metric(
                    "marksheet.criteria[" + i + "]", properties.criteria().get(i)));
        }
    }

    /** The team's own metrics, in the order of the configuration. */
    List<Metric> metrics() {
        return List.copyOf(metrics);
    }

    private static Metric metric(String property, Criterion criterion) {
        String name = name(property, criterion.name());
        String definition = text(property + ".definition", criterion.definition(), "what the judge is to look at");
        TreeMap<Integer, String> levels = levels(property, criterion);
        int min = low(criterion, levels);
        int max = high(criterion, levels);
        if (min >= max) {
            throw new MetricSettingException(
                    property + ".max", "is " + max + " and min is " + min, "a whole number above min");
        }
        String language = language(property, criterion.language());
        CriterionQuestion question = new CriterionQuestion(definition, levels, min, max, language, 1);
        return new OwnCriterion(description(property, criterion, name, question), question);
    }

    private static Description description(
            String property, Criterion criterion, String name, CriterionQuestion question) {
        return new Description(
                name,
                BEHIND_ALL_OTHERS,
                needs(property, criterion.needs()),
                Objects.requireNonNull(question.min()),
                Objects.requireNonNull(question.max()),
                false,
                criterion.higherIsBetter(),
                true,
                false,
                "1 per vote",
                Bounded.cut(question.definition().strip(), MOST_WORDS),
                "own " + JudgeFingerprint.hash(question + " " + criterion.needs()));
    }

    private static String name(String property, @Nullable String given) {
        String name = text(property + ".name", given, "a name such as politeness");
        if (!NAME.matcher(name).matches() || RESERVED.contains(name) || RequestedName.ALIASES.containsKey(name)) {
            throw new MetricSettingException(
                    property + ".name",
                    "is '" + name + "', which is no free name",
                    "1 to 64 letters, digits, _ or -, beginning with a letter, that name no column of scores.csv and no"
                            + " metric of the catalogue");
        }
        return name;
    }

    private static String text(String property, @Nullable String given, String wayOut) {
        if (given == null || given.isBlank()) {
            throw new MetricSettingException(property, "is missing", wayOut);
        }
        return given.strip();
    }

    private static TreeMap<Integer, String> levels(String property, Criterion criterion) {
        TreeMap<Integer, String> levels = new TreeMap<>(criterion.levels());
        boolean rubric = criterion.kind() == Kind.RUBRIC;
        if (rubric && levels.size() < 2 || !rubric && !levels.isEmpty()) {
            throw new MetricSettingException(
                    property + ".levels",
                    rubric ? "has fewer than two levels" : "is set, but kind is " + wireName(criterion.kind()),
                    rubric
                            ? "a text for each level, such as " + property + ".levels.1=Rude. and " + property
                                    + ".levels.2=Polite."
                            : "nothing, or " + property + ".kind to rubric");
        }
        levels.forEach((number, text) -> text(property + ".levels." + number, text, "the level's text"));
        if (criterion.kind() != Kind.SCALE && (criterion.min() != null || criterion.max() != null)) {
            throw new MetricSettingException(
                    property + (criterion.min() != null ? ".min" : ".max"),
                    "is set, but kind is " + wireName(criterion.kind()),
                    "nothing, or " + property + ".kind to scale");
        }
        return levels;
    }

    private static int low(Criterion criterion, TreeMap<Integer, String> levels) {
        return switch (criterion.kind()) {
            case YES_NO -> 0;
            case RUBRIC -> levels.firstKey();
            case SCALE -> criterion.min() == null ? LOWEST : criterion.min();
        };
    }

    private static int high(Criterion criterion, TreeMap<Integer, String> levels) {
        return switch (criterion.kind()) {
            case YES_NO -> 1;
            case RUBRIC -> levels.lastKey();
            case SCALE -> criterion.max() == null ? HIGHEST : criterion.max();
        };
    }

    private static List<Need> needs(String property, List<Need> needs) {
        if (needs.isEmpty() || !OwnCriterion.showable().containsAll(needs)) {
            throw new MetricSettingException(
                    property + ".needs",
                    needs.isEmpty() ? "is empty" : "names an input that can't be shown to a judge",
                    "one or more of question, answer, contexts, ground_truth, reference_contexts");
        }
        return needs;
    }

    private static @Nullable String language(String property, @Nullable String language) {
        if (language != null && !Set.of("en", "zh").contains(language)) {
            throw new MetricSettingException(
                    property + ".language", "is '" + language + "'", "en or zh, or leave it out to follow the call");
        }
        return language;
    }

    private static String wireName(Kind kind) {
        return kind == Kind.YES_NO ? "yes_no" : kind == Kind.SCALE ? "scale" : "rubric";
    }
}
