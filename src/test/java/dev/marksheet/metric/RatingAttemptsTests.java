package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often the metrics of two judges ask each of them. */
class RatingAttemptsTests {

    private static final Sample SAMPLE =
            new Sample("When?", "In 1921.", List.of("It opened in 1921."), "In 1921.", List.of(), List.of(), List.of());

    private static Metric metric(String name) {
        return MetricBeans.all(false).stream()
                .filter(metric -> metric.description().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Judges that answer by {@code reply}, with the number of questions that came. */
    private record Judges(Function<JudgeTask.Rating, Integer> reply, AtomicInteger asked) implements CallJudge {

        @Override
        public <R> CompletableFuture<R> ask(JudgeTask<R> task) {
            asked.incrementAndGet();
            try {
                int rating = reply.apply((JudgeTask.Rating) task);
                return CompletableFuture.completedFuture(task.replyType().cast(new Reply.Number(rating, "so")));
            } catch (JudgeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public CompletableFuture<List<double[]>> embed(List<String> texts) {
            throw new UnsupportedOperationException("ratings embed nothing");
        }
    }

    private static Judges judges(Function<JudgeTask.Rating, Integer> reply) {
        return new Judges(reply, new AtomicInteger());
    }

    private static Score score(String metric, Map<String, Object> parameters, CallJudge panel) {
        return metric(metric)
                .score(new Call(SAMPLE, parameters, Language.EN), panel)
                .join();
    }

    @ParameterizedTest
    @CsvSource({
        "answer_accuracy, 1",
        "answer_accuracy, 7",
        "context_relevance, 2",
        "response_groundedness, 3",
        "response_groundedness, 20"
    })
    void asksEachJudgeAtMostAsOftenAsToldForALegalRating(String metric, int retries) {
        Judges never = judges(rating -> 99);
        Judges atLast = judges(rating -> rating.attempt() == retries ? 2 : 99);
        Judges tooLate = judges(rating -> rating.attempt() > retries ? 2 : 99);
        Map<String, Object> parameters = Map.of("max_retries", retries);

        assertThat(score(metric, parameters, never)).isInstanceOf(Score.Failed.class);
        assertThat(never.asked().get()).isEqualTo(2 * retries);
        assertThat(score(metric, parameters, atLast)).isInstanceOf(Score.Scored.class);
        assertThat(score(metric, parameters, tooLate)).isInstanceOf(Score.Failed.class);
    }

    @Test
    void asksFiveTimesUnlessTold() {
        Judges never = judges(rating -> 99);

        score("context_relevance", Map.of(), never);

        assertThat(never.asked().get()).isEqualTo(10);
    }

    @Test
    void countsWhatAJudgeHasTriedInVainByItself() {
        Judges garbage = judges(rating -> {
            throw new JudgeException("no JSON (asked 5 times)", true, Usage.of(5, 4, 0, 0), null);
        });
        Judges poor = judges(rating -> {
            throw new JudgeException("no JSON (asked 2 times)", true, Usage.of(2, 1, 0, 0), null);
        });

        assertThat(score("answer_accuracy", Map.of(), garbage)).isInstanceOf(Score.Failed.class);
        score("answer_accuracy", Map.of(), poor);

        assertThat(garbage.asked().get()).isEqualTo(2);
        assertThat(poor.asked().get()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"max_retries, 0", "max_retries, 21", "retries, 3"})
    void refusesAttemptsThatMakeNoSense(String name, int value) {
        for (String metric : List.of("answer_accuracy", "context_relevance", "response_groundedness")) {
            assertThatThrownBy(() -> metric(metric).check(Map.of(name, value)))
                    .isInstanceOf(MetricParameterException.class)
                    .hasMessageContaining(name);
        }
    }

    @Test
    void tellsWhichTextTheBlindJudgeSawAsWhich() {
        Score score = score("answer_accuracy", Map.of(), judges(rating -> 4));

        assertThat(score.evidence().findings().get("ratings").get(1).text())
                .isEqualTo("judge 2, to whom the answer was text A and the ground truth text B");
    }

    @Test
    void refusesARubricOfOneLevel() {
        assertThatThrownBy(() -> metric("rubrics_score").check(Map.of("rubrics", Map.of("score1_description", "Bad."))))
                .isInstanceOf(MetricParameterException.class)
                .hasMessageContaining("two levels");
    }
}
