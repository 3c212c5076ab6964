package dev.marksheet.judge;

import dev.marksheet.session.Language;
import dev.marksheet.session.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The embedded judge: compares words by fixed rules with measured weights. It needs no key and no network, gives the same
 * reply to the same task, and never loads a model but for a passage judged without a reference. A heuristic: it does not
 * understand what it reads. Safe for use by many threads at once.
 */
final class LocalJudge implements Judge {

    /** Changes whenever a rule or a weight changes, so that scores of different versions can be told apart. */
    static final String VERSION = "local-1";

    private final Map<Class<?>, Function<JudgeTask<?>, Object>> rules = new HashMap<>();

    /** @param embedder asked only for {@link JudgeTask.Usefulness} without a reference */
    LocalJudge(Embedder embedder) {
        LocalRelevance relevance = new LocalRelevance(embedder);
        on(JudgeTask.Statements.class, LocalTexts::statements);
        on(JudgeTask.Claims.class, LocalTexts::claims);
        on(JudgeTask.Support.class, LocalSupport::answer);
        on(JudgeTask.Usefulness.class, task -> usefulness(task, relevance));
        on(
                JudgeTask.UsefulnessOfAll.class,
                task -> new Reply.Verdicts(
                        task.passages().stream()
                                .map(passage -> new JudgeTask.Usefulness(task.question(), passage, task.reference()))
                                .map(each -> usefulness(each, relevance))
                                .toList(),
                        null));
        on(JudgeTask.Attribution.class, LocalReference::attribution);
        on(JudgeTask.ProbeQuestions.class, LocalTexts::probes);
        on(JudgeTask.Classification.class, LocalClassification::answer);
        on(JudgeTask.Entities.class, task -> LocalPhrases.of(task.text()));
        on(JudgeTask.Rating.class, LocalRating::answer);
        on(JudgeTask.Keyphrases.class, task -> LocalPhrases.of(task.text()));
        on(JudgeTask.KeyQuestions.class, LocalPhrases::questions);
        on(JudgeTask.KeyAnswers.class, LocalPhrases::answers);
        on(JudgeTask.Criterion.class, LocalJudge::beyond);
        on(JudgeTask.Advice.class, task -> beyond("write advice"));
    }

    @Override
    public <R> Answer<R> ask(JudgeTask<R> task) {
        Function<JudgeTask<?>, Object> rule = rules.get(task.getClass());
        if (rule == null) {
            return beyond("answer " + task.getClass().getSimpleName() + " tasks");
        }
        return new Answer<>(task.replyType().cast(rule.apply(task)), Usage.NONE);
    }

    private static Reply.Verdict usefulness(JudgeTask.Usefulness task, LocalRelevance relevance) {
        return task.reference().isBlank() ? relevance.usefulness(task) : LocalReference.usefulness(task);
    }

    private <R, T extends JudgeTask<R>> void on(Class<T> type, Function<T, R> rule) {
        rules.put(type, task -> rule.apply(type.cast(task)));
    }

    private static Reply.Number beyond(JudgeTask.Criterion task) {
        String question = task.fields().getOrDefault("user_input", "");
        List<String> answer = List.of(task.fields().getOrDefault("response", ""));
        Language language =
                LocalLanguage.of(question, answer, List.copyOf(task.fields().values()));
        throw refusal(new LocalReasons(language).criterion());
    }

    private static <R> R beyond(String what) {
        throw refusal("The local judge compares words and cannot " + what
                + "; set marksheet.judge.base-url and marksheet.judge.api-key to have an LLM do it");
    }

    private static JudgeException refusal(String reason) {
        return new JudgeException(reason, false, Usage.NONE, null);
    }
}
