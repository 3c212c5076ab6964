package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts as long as a request may be cost little work and memory, and say so where they are not compared. */
@Timeout(60)
class EffortTests {

    private static final int LONGEST = 5_000_000;
    private static final CallJudge NO_PANEL = new SharedCallJudge(
                    new FakeJudge(), new FakeEmbedder(), List.of(), Language.EN, Runnable::run)
            .forMetric("m");

    private static Score score(String metric, String answer, String truth, Map<String, Object> parameters) {
        Metric found = MetricBeans.all(false).stream()
                .filter(m -> m.description().name().equals(metric))
                .findFirst()
                .orElseThrow();
        Sample sample = new Sample("?", answer, List.of(answer), truth, List.of(truth), List.of("1"), List.of("1"));
        return found.score(new Call(sample, parameters, Language.EN), NO_PANEL).join();
    }

    static Stream<String> comparisonsOfTexts() {
        return Stream.of(
                "chrf_score",
                "bleu_score",
                "rouge_score",
                "non_llm_string_similarity",
                "non_llm_context_precision_with_reference",
                "non_llm_context_recall");
    }

    @ParameterizedTest
    @MethodSource("comparisonsOfTexts")
    void skipsTextsThatAreTooLongAndNamesTheBound(String metric) {
        Score score = score(metric, "a b ".repeat(LONGEST / 4), "b a ".repeat(LONGEST / 4), Map.of());

        assertThat(score)
                .isInstanceOfSatisfying(
                        Score.Skipped.class,
                        skipped -> assertThat(skipped.reason())
                                .isEqualTo(
                                        "the texts are too long to be compared: 10000000 characters, at most 500000"));
    }

    @ParameterizedTest
    @ValueSource(ints = {6, 20})
    void comparesRunsOfLettersUpToTheBoundWithinLittleMemory(int order) {
        String text = new Random(7)
                .ints(250_000, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        Score score = score("chrf_score", text, text, Map.of("char_order", order));

        assertThat(score)
                .isInstanceOfSatisfying(
                        Score.Scored.class, s -> assertThat(s.value()).isEqualTo(1));
    }

    @Test
    void findsATextInAnotherWhereLookingAtEachPlaceWouldTakeHours() {
        String text = "a".repeat(LONGEST);
        String part = "a".repeat(LONGEST / 2) + "b";

        assertThat(TextSearch.contains(text, part)).isFalse();
        assertThat(TextSearch.contains(text + "b", part)).isTrue();
        assertThat(TextSearch.contains("short", "or")).isTrue();
        assertThat(TextSearch.contains("", "")).isTrue();
        assertThat(TextSearch.contains("", "a")).isFalse();
    }

    @Test
    void findsWhatStringFinds() {
        Random random = new Random(3);
        String text = letters(random, 40_000);
        for (int i = 0; i < 50; i++) {
            String part = i % 2 == 0 ? text.substring(i * 100, i * 100 + 9_000) : letters(random, 9_000);
            assertThat(TextSearch.contains(text, part)).isEqualTo(text.contains(part));
        }
    }

    private static String letters(Random random, int length) {
        return random.ints(length, 'a', 'c').mapToObj(Character::toString).collect(Collectors.joining());
    }

    @ParameterizedTest
    @ValueSource(strings = {"chrf_score", "bleu_score", "rouge_score", "non_llm_context_recall"})
    void endsWhenTheThreadIsInterrupted(String metric) {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> score(metric, "one two three four five", "one two three four six", Map.of()));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
