package dev.marksheet.judge;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** The form of every kind of task. */
final class TaskForms {

    private static final Map<Class<?>, Function<JudgeTask<?>, TaskForm<?>>> FORMS = Map.ofEntries(
            entry(JudgeTask.Statements.class, TextForms::statements),
            entry(JudgeTask.Claims.class, TextForms::claims),
            entry(JudgeTask.Entities.class, TextForms::entities),
            entry(JudgeTask.Keyphrases.class, TextForms::keyphrases),
            entry(JudgeTask.KeyQuestions.class, TextForms::keyQuestions),
            entry(JudgeTask.ProbeQuestions.class, TextForms::probes),
            entry(JudgeTask.Support.class, VerdictForms::support),
            entry(JudgeTask.Usefulness.class, VerdictForms::usefulness),
            entry(JudgeTask.UsefulnessOfAll.class, VerdictForms::usefulnessOfAll),
            entry(JudgeTask.Attribution.class, VerdictForms::attribution),
            entry(JudgeTask.Classification.class, VerdictForms::classification),
            entry(JudgeTask.KeyAnswers.class, VerdictForms::keyAnswers),
            entry(JudgeTask.Rating.class, ScoreForms::rating),
            entry(JudgeTask.Criterion.class, ScoreForms::criterion),
            entry(JudgeTask.Advice.class, ScoreForms::advice));

    private TaskForms() {}

    /** The signature ties a task to the form with its own type of reply. */
    private static <R, T extends JudgeTask<R>> Map.Entry<Class<?>, Function<JudgeTask<?>, TaskForm<?>>> entry(
            Class<T> type, Function<T, TaskForm<R>> form) {
        return Map.entry(type, task -> form.apply(type.cast(task)));
    }

    @SuppressWarnings("unchecked")
    static <R> TaskForm<R> of(JudgeTask<R> task) {
        return (TaskForm<R>) Objects.requireNonNull(FORMS.get(task.getClass())).apply(task);
    }
}
