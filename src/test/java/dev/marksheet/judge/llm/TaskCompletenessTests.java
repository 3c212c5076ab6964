package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.llm.prompt.PromptTemplate;
import dev.marksheet.judge.llm.prompt.PromptTemplates;
import dev.marksheet.judge.llm.prompt.Prompts;
import dev.marksheet.judge.local.LocalJudge;
import dev.marksheet.session.text.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No kind of task is forgotten: the compiler does not look, as release 17 has no exhaustive patterns. */
class TaskCompletenessTests {

    private static final String TEXT = "Rome was founded in 753 BC.";
    private static final List<String> TEXTS = List.of(TEXT);

    private static final Map<Class<?>, JudgeTask<?>> SAMPLES = Stream.of(
                    new JudgeTask.Statements(TEXT, TEXT),
                    new JudgeTask.Claims(TEXT, "low", "low"),
                    new JudgeTask.Support(TEXT, TEXTS, TEXTS),
                    new JudgeTask.OnePassSupport(TEXT, TEXT, TEXTS),
                    new JudgeTask.Usefulness(TEXT, TEXT, TEXT),
                    new JudgeTask.UsefulnessOfAll(TEXT, TEXTS, TEXT),
                    new JudgeTask.Attribution(TEXT, TEXT, TEXTS),
                    new JudgeTask.ProbeQuestions(TEXT, 3),
                    new JudgeTask.Classification(TEXT, TEXTS, TEXTS),
                    new JudgeTask.Entities(TEXT),
                    new JudgeTask.Rating(JudgeTask.RatingKind.ACCURACY, 1, 1, TEXT, TEXT, TEXT),
                    new JudgeTask.Criterion(TEXT, Map.of(), 0, 1, Map.of("response", TEXT), null, 1),
                    new JudgeTask.Keyphrases(TEXT),
                    new JudgeTask.KeyQuestions(TEXT, TEXTS),
                    new JudgeTask.KeyAnswers(TEXT, TEXTS),
                    new JudgeTask.Advice(
                            TEXT,
                            List.of(new JudgeTask.Advice.WorstCall(TEXT, TEXT, TEXT, Map.of(), List.of(TEXT))),
                            "en"))
            .collect(Collectors.toMap(Object::getClass, Function.identity()));

    static Stream<Class<?>> kinds() {
        return Arrays.stream(JudgeTask.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasAFormAndPromptsInBothLanguages(Class<?> kind) {
        JudgeTask<?> sample = SAMPLES.get(kind);
        assertThat(sample)
                .as("a sample of %s in this test", kind.getSimpleName())
                .isNotNull();

        PromptTemplate<?> form = PromptTemplates.of(sample);

        assertThat(PromptTemplates.prompts(kind)).contains(form.prompt());
        for (String prompt : PromptTemplates.prompts(kind)) {
            for (Language language : Language.values()) {
                assertThat(Prompts.class.getResource("/prompts/" + prompt + "." + language.wireName() + ".md"))
                        .as(prompt + " in " + language)
                        .isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theLocalJudgeAnswersEveryKindOrSaysWhatItCanNot(Class<?> kind) {
        LocalJudge local = new LocalJudge(new FakeEmbedder());
        JudgeTask<?> sample = SAMPLES.get(kind);

        try {
            assertThat(local.ask(sample).reply()).isInstanceOf(sample.replyType());
        } catch (JudgeException refusal) {
            assertThat(refusal).hasMessageContaining("judge").hasMessageNotContaining(kind.getSimpleName() + " tasks");
        }
    }

    /** Every rating that a metric asks for. */
    @Test
    void everyRatingHasItsPrompt() {
        for (JudgeTask.RatingKind kind : JudgeTask.RatingKind.values()) {
            for (int judge = 1; judge <= 2; judge++) {
                JudgeTask.Rating rating = new JudgeTask.Rating(kind, judge, 1, TEXT, TEXT, TEXT);
                assertThat(PromptTemplates.prompts(JudgeTask.Rating.class))
                        .contains(PromptTemplates.of(rating).prompt());
            }
        }
    }
}
