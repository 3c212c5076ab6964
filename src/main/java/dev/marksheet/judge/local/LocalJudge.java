package dev.marksheet.judge.local;

import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The embedded judge: compares words by fixed rules with measured weights. It needs no key and no network, gives the same
 * reply to the same task, and never loads a model but for a passage judged without a reference. A heuristic: it does not
 * understand what it reads. Safe for use by many threads at once.
 */
public final class LocalJudge implements Judge {

    /** Changes whenever a rule or a weight changes, so that scores of different versions can be told apart. */
    static final String VERSION = "local-3";

    /** What is made of a text while it is read takes twenty times its size; a long answer has some thousands. */
    static final int MOST_CHARACTERS = 1_000_000;

    private final Embedder embedder;
    private final @Nullable Language words;
    private final Map<Class<?>, Function<JudgeTask<?>, Object>> rules = new HashMap<>();

    /**
     * A judge whose reasons follow the language of the data.
     *
     * @param embedder asked only for {@link JudgeTask.Usefulness} without a reference
     */
    public LocalJudge(Embedder embedder) {
        this(embedder, null);
    }

    private LocalJudge(Embedder embedder, @Nullable Language words) {
        this.embedder = embedder;
        this.words = words;
        LocalRelevance relevance = new LocalRelevance(embedder);
        on(JudgeTask.Statements.class, LocalTexts::statements);
        on(JudgeTask.Claims.class, LocalTexts::claims);
        with(JudgeTask.Support.class, LocalSupport::answer);
        with(JudgeTask.OnePassSupport.class, LocalSupport::answer);
        with(JudgeTask.Usefulness.class, relevance::usefulness);
        with(JudgeTask.UsefulnessOfAll.class, relevance::usefulness);
        with(JudgeTask.Attribution.class, LocalReference::attribution);
        on(JudgeTask.ProbeQuestions.class, LocalTexts::probes);
        with(JudgeTask.Classification.class, LocalClassification::answer);
        on(JudgeTask.Entities.class, task -> LocalPhrases.of(task.text()));
        with(JudgeTask.Rating.class, LocalRating::answer);
        on(JudgeTask.Keyphrases.class, task -> LocalPhrases.of(task.text()));
        on(JudgeTask.KeyQuestions.class, LocalPhrases::questions);
        on(JudgeTask.KeyAnswers.class, LocalPhrases::answers);
        with(JudgeTask.Criterion.class, LocalJudge::beyond);
        on(JudgeTask.Advice.class, task -> beyond("write advice"));
    }

    @Override
    public <R> Judged<R> ask(JudgeTask<R> task) {
        Function<JudgeTask<?>, Object> rule = rules.get(task.getClass());
        if (rule == null) {
            return beyond("answer " + task.getClass().getSimpleName() + " tasks");
        }
        long characters = TaskSize.of(task);
        if (characters > MOST_CHARACTERS) {
            throw refusal(LocalReasons.of(Language.EN, words).tooLarge(characters, MOST_CHARACTERS));
        }
        return new Judged<>(task.replyType().cast(rule.apply(task)), Usage.NONE);
    }

    @Override
    public LocalJudge speaking(Language language) {
        return new LocalJudge(embedder, language);
    }

    private <R, T extends JudgeTask<R>> void on(Class<T> type, Function<T, R> rule) {
        rules.put(type, task -> rule.apply(type.cast(task)));
    }

    /** A rule that gives reasons, in the language of the second argument; null for that of the data. */
    private <R, T extends JudgeTask<R>> void with(Class<T> type, BiFunction<T, @Nullable Language, R> rule) {
        on(type, task -> rule.apply(task, words));
    }

    private static Reply.Number beyond(JudgeTask.Criterion task, @Nullable Language words) {
        String question = task.fields().getOrDefault("user_input", "");
        List<String> answer = List.of(task.fields().getOrDefault("response", ""));
        Language language =
                LocalLanguage.of(question, answer, List.copyOf(task.fields().values()));
        throw refusal(LocalReasons.of(language, words).criterion());
    }

    private static <R> R beyond(String what) {
        throw refusal("The local judge compares words and cannot " + what
                + "; set marksheet.judge.base-url and marksheet.judge.api-key to have an LLM do it");
    }

    private static JudgeException refusal(String reason) {
        return new JudgeException(reason, false, Usage.NONE, null);
    }
}
