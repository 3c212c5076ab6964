package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.session.text.Language;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LocalEffortTests {

    private final Judge judge = new LocalJudge(new FakeEmbedder());

    @Test
    void refusesComparisonsWithoutBoundAndSaysWhatToDo() {
        List<String> statements =
                Collections.nCopies(4_000, "The harbour master of Orrin Bay counted boats, nets, crates and ropes.");
        String passage =
                "Boats, nets, crates and ropes were counted by the harbour master of Orrin Bay. ".repeat(8_000);

        assertThatThrownBy(() -> judge.ask(new JudgeTask.Support("Who?", statements, List.of(passage))))
                .isInstanceOfSatisfying(
                        JudgeException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("too long")
                .hasMessageContaining("marksheet.judge.base-url");
    }

    @Test
    void readsNoTextsWithoutBoundAndSaysTheBound() {
        String passage = "Boats and nets were counted. ".repeat(10_000);
        List<String> some = Collections.nCopies(3, passage);
        List<String> tooMany = Collections.nCopies(4, passage);

        assertThat(judge.ask(new JudgeTask.Support("Who?", List.of("Boats were counted."), some))
                        .reply()
                        .verdicts())
                .hasSize(1);
        for (JudgeTask<?> task : List.of(
                new JudgeTask.Support("Who?", List.of("Boats."), tooMany),
                new JudgeTask.Statements("Who?", String.join("", tooMany)),
                new JudgeTask.Classification("Who?", tooMany, List.of("Boats.")))) {
            assertThatThrownBy(() -> judge.ask(task))
                    .isInstanceOfSatisfying(
                            JudgeException.class, e -> assertThat(e.retryable()).isFalse())
                    .hasMessageContaining("1000000")
                    .hasMessageContaining("marksheet.judge.base-url");
        }
        assertThatThrownBy(() -> judge.speaking(Language.ZH).ask(new JudgeTask.Entities(String.join("", tooMany))))
                .hasMessageContaining("1160000");
    }

    @Test
    void countsTheSearchForPartsOfWordsToo() {
        List<String> statements = IntStream.range(0, 2_000)
                .mapToObj(i -> "Zyx" + "q".repeat(5) + words(i) + " came by.")
                .toList();

        assertThatThrownBy(() -> judge.ask(new JudgeTask.Support(
                        "Who?", statements, List.of("Boats and nets were there. ".repeat(30_000)))))
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void stopsForAnInterruptAndLeavesItSet() {
        List<String> statements = Collections.nCopies(2_000, "The harbour master counted boats and nets.");
        String passage = "Boats and nets were counted by the harbour master. ".repeat(1_000);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> judge.ask(new JudgeTask.Support("Who?", statements, List.of(passage))))
                .isInstanceOf(JudgeException.class)
                .hasMessageContaining("stopped");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(5)
    void readsManyDotsInOneGo() {
        String dots = ".".repeat(400_000) + "x";
        String closers = "a" + ".)".repeat(200_000) + "x";

        assertThat(SentenceSplitter.of(dots, Language.EN)).isNotEmpty();
        assertThat(SentenceSplitter.of(closers, Language.ZH)).isNotEmpty();
        assertThat(judge.ask(new JudgeTask.Support("Why?", List.of(dots), List.of(dots)))
                        .reply()
                        .verdicts())
                .hasSize(1);
    }

    @Test
    void findsTheSameWindowsAsAPlainSearch() {
        Passages passages = new Passages(
                List.of("Ada built it. Nets hang here. Ada sold nets.", "Boats and Ada. Nets and boats."),
                Language.EN,
                LocalReasons.of(Language.EN, null).effort());

        Passages.Best best = passages.best(Tokenizer.of("Ada boats nets"));

        assertThat(best.coverage()).isEqualTo(1);
        assertThat(best.quote()).isNotNull();
        assertThat(best.quote().passage()).isEqualTo(1);
        assertThat(best.quote().text()).isEqualTo("Boats and Ada. Nets and boats.");
    }

    private static String words(int number) {
        return Integer.toString(number, 26)
                .chars()
                .mapToObj(c -> String.valueOf((char) ('a' + Character.digit(c, 26))))
                .reduce("", String::concat);
    }
}
