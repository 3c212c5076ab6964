package dev.marksheet.judge;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** The form of every kind of task. */
final class TaskForms {

    /**
     * How a kind of task is put.
     *
     * @param prompts the names of its prompts
     */
    private record Kind(Function<JudgeTask<?>, TaskForm<?>> form, List<String> prompts) {}

    private static final Map<Class<?>, Kind> KINDS = Map.ofEntries(
            entry(JudgeTask.Statements.class, TextForms::statements, "statements"),
            entry(JudgeTask.Claims.class, TextForms::claims, "claims"),
            entry(JudgeTask.Entities.class, TextForms::entities, "entities"),
            entry(JudgeTask.Keyphrases.class, TextForms::keyphrases, "keyphrases"),
            entry(JudgeTask.KeyQuestions.class, TextForms::keyQuestions, "key-questions"),
            entry(JudgeTask.ProbeQuestions.class, TextForms::probes, "probe-questions"),
            entry(JudgeTask.Support.class, VerdictForms::support, "support"),
            entry(JudgeTask.Usefulness.class, VerdictForms::usefulness, "usefulness"),
            entry(JudgeTask.UsefulnessOfAll.class, VerdictForms::usefulnessOfAll, "usefulness-of-all"),
            entry(JudgeTask.Attribution.class, VerdictForms::attribution, "attribution"),
            entry(JudgeTask.Classification.class, VerdictForms::classification, "classification"),
            entry(JudgeTask.KeyAnswers.class, VerdictForms::keyAnswers, "key-answers"),
            entry(
                    JudgeTask.Rating.class,
                    ScoreForms::rating,
                    "rating-accuracy-1",
                    "rating-accuracy-2",
                    "rating-relevance-1",
                    "rating-relevance-2",
                    "rating-groundedness-1",
                    "rating-groundedness-2"),
            entry(JudgeTask.Criterion.class, ScoreForms::criterion, "criterion"),
            entry(JudgeTask.Advice.class, ScoreForms::advice, "advice"));

    private TaskForms() {}

    /** The signature ties a task to the form with its own type of reply. */
    private static <R, T extends JudgeTask<R>> Map.Entry<Class<?>, Kind> entry(
            Class<T> type, Function<T, TaskForm<R>> form, String... prompts) {
        return Map.entry(type, new Kind(task -> form.apply(type.cast(task)), List.of(prompts)));
    }

    @SuppressWarnings("unchecked")
    static <R> TaskForm<R> of(JudgeTask<R> task) {
        return (TaskForm<R>) kind(task.getClass()).form().apply(task);
    }

    /** The names of the prompts of a kind of task. */
    static List<String> prompts(Class<?> task) {
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
        Stream<String> ofTasks = KINDS.entrySet().stream()
                .filter(kind -> kind.getKey() != JudgeTask.Advice.class)
                .flatMap(kind -> kind.getValue().prompts().stream());
        return List.copyOf(new TreeSet<>(Stream.concat(ofTasks, Stream.of(Prompts.FENCE, Prompts.REASONS))
                .toList()));
    }
}
