package dev.marksheet.judge.llm.prompt;

import dev.marksheet.judge.JudgeTask;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The form of every kind of task. */
public final class PromptTemplates {

    /**
     * How a kind of task is put.
     *
     * @param prompts the names of its prompts
     */
    private record Kind(Function<JudgeTask<?>, PromptTemplate<?>> form, List<String> prompts) {}

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            entry(JudgeTask.Statements.class, TextTemplates::statements, "statements"),
            entry(JudgeTask.Claims.class, TextTemplates::claims, "claims"),
            entry(JudgeTask.Entities.class, TextTemplates::entities, "entities"),
            entry(JudgeTask.Keyphrases.class, TextTemplates::keyphrases, "keyphrases"),
            entry(JudgeTask.KeyQuestions.class, TextTemplates::keyQuestions, "key-questions"),
            entry(JudgeTask.ProbeQuestions.class, TextTemplates::probes, "probe-questions"),
            entry(JudgeTask.Support.class, VerdictTemplates::support, "support"),
            entry(JudgeTask.OnePassSupport.class, VerdictTemplates::onePassSupport, "one-pass-support"),
            entry(JudgeTask.Usefulness.class, VerdictTemplates::usefulness, "usefulness"),
            entry(JudgeTask.UsefulnessOfAll.class, VerdictTemplates::usefulnessOfAll, "usefulness-of-all"),
            entry(JudgeTask.Attribution.class, VerdictTemplates::attribution, "attribution"),
            entry(JudgeTask.Classification.class, VerdictTemplates::classification, "classification"),
            entry(JudgeTask.KeyAnswers.class, VerdictTemplates::keyAnswers, "key-answers"),
            entry(
                    JudgeTask.Rating.class,
                    ScoreTemplates::rating,
                    "rating-accuracy-1",
                    "rating-accuracy-2",
                    "rating-relevance-1",
                    "rating-relevance-2",
                    "rating-groundedness-1",
                    "rating-groundedness-2"),
            entry(JudgeTask.Criterion.class, ScoreTemplates::criterion, "criterion"),
            entry(JudgeTask.Advice.class, ScoreTemplates::advice, "advice"));

    private PromptTemplates() {}

    /** The signature ties a task to the form with its own type of reply. */
    private static <R, T extends JudgeTask<R>> Map.Entry<Class<?>, Kind> entry(
            Class<T> type, Function<T, PromptTemplate<R>> form, String... prompts) {
        return Map.entry(type, new Kind(task -> form.apply(type.cast(task)), List.of(prompts)));
    }

    @SuppressWarnings("unchecked")
    public static <R> PromptTemplate<R> of(JudgeTask<R> task) {
        return (PromptTemplate<R>) kind(task.getClass()).form().apply(task);
    }

    /** The names of the prompts of a kind of task. */
    public static List<String> prompts(Class<?> task) {
        return kind(task).prompts();
    }

    private static Kind kind(Class<?> task) {
        Kind kind = KINDS.get(task);
        if (kind == null) {
            throw new IllegalStateException(task.getSimpleName() + " has no form");
        }
        return kind;
    }

    /** The names of all prompts that take part in marking, in a fixed order; the advice marks nothing. */
    static List<String> markingPrompts() {
        return prompts(task -> task != JudgeTask.Advice.class);
    }

    /** The names of all prompts there are, in a fixed order. */
    public static List<String> prompts() {
        return prompts(task -> true);
    }

    private static List<String> prompts(Predicate<Class<?>> tasks) {
        Stream<String> ofTasks = KINDS.entrySet().stream()
                .filter(kind -> tasks.test(kind.getKey()))
                .flatMap(kind -> kind.getValue().prompts().stream());
        return List.copyOf(new TreeSet<>(Stream.concat(ofTasks, Stream.of(Prompts.FENCE, Prompts.REASONS))
                .toList()));
    }
}
