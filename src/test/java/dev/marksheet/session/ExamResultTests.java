package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.ExamResult.Part;
import dev.marksheet.session.ExamRun.State;
import dev.marksheet.session.text.Language;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExamResultTests {

    private static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = BEGUN.plusSeconds(60);
    private static final ExamRun RUN = ExamRun.begun("id", "print", "judge", 10, BEGUN);

    private final Map<String, Part> kinds = new LinkedHashMap<>();
    private final Map<String, @Nullable Boolean> passed = new LinkedHashMap<>();

    private ExamResult result() {
        return new ExamResult("judge", part(10, 9), Map.of(), kinds, 0, 0, Usage.NONE, 5, passed);
    }

    private static Part part(int rows, int right) {
        return new Part(rows, right, 0.9, 0.8, 1);
    }

    @Test
    void namesTheTwoKindsThatItsJudgeIsWorstAt() {
        kinds.put("number", part(10, 6));
        kinds.put("date", part(10, 7));
        kinds.put("paraphrase", part(10, 2));
        kinds.put("negation", part(10, 3));
        kinds.put("name", part(0, 0));

        assertThat(result().weakest()).containsExactly("paraphrase", "negation");
        assertThat(result().headline(Language.EN))
                .isEqualTo("0.90 in the exam, misses negations, fails right answers in other words");
        assertThat(result().headline(Language.ZH)).isEqualTo("考试成绩 0.90，看不出否定，误判换了说法的正确回答");
    }

    @Test
    void namesNoKindOfWhichSevenInTenAreRight() {
        kinds.put("date", part(10, 7));
        kinds.put("name", part(0, 0));

        assertThat(result().weakest()).isEmpty();
        assertThat(result().headline(Language.EN)).isEqualTo("0.90 in the exam");
    }

    @Test
    void joinsTwoKindsThatAreMissed() {
        kinds.put("number", part(10, 6));
        kinds.put("of no name", part(10, 1));
        kinds.put("negation", part(10, 3));

        assertThat(result().headline(Language.EN)).isEqualTo("0.90 in the exam, misses negations");
        kinds.remove("of no name");
        assertThat(result().headline(Language.EN)).isEqualTo("0.90 in the exam, misses negations and wrong numbers");
    }

    @Test
    void tellsWhichVerdictsFlip() {
        passed.put("a", true);
        passed.put("b", false);
        passed.put("c", null);
        passed.put("d", null);
        passed.put("only here", true);
        ExamResult one = result();
        passed.remove("only here");
        passed.put("b", true);
        passed.put("d", false);
        passed.put("only there", true);

        assertThat(one.flipsAgainst(result())).containsExactly("b", "d");
    }

    @Test
    void callsAKindByItsOwnNameWhereThereAreNoWords() {
        assertThat(ExamResult.kindName("negation", Language.EN)).isEqualTo("denial");
        assertThat(ExamResult.kindName("of no name", Language.EN)).isEqualTo("of no name");
    }

    @Test
    void runsFromItsBeginningToAnEnd() {
        assertThat(RUN).isEqualTo(run("print", State.RUNNING, BEGUN, null, 0, null, null));
        ExamRun half = RUN.at(5);
        assertThat(half).isEqualTo(run("print", State.RUNNING, BEGUN, null, 5, null, null));

        assertThat(half.ended(State.FAILED, "no answer", NOW))
                .isEqualTo(run("print", State.FAILED, NOW, NOW, 5, "no answer", null));
        assertThat(half.completed("other", result(), NOW))
                .isEqualTo(run("other", State.COMPLETED, NOW, NOW, 5, null, result()));
        assertThat(half.interrupted())
                .as("ended when it was last heard of")
                .isEqualTo(run("print", State.INTERRUPTED, BEGUN, BEGUN, 5, null, null));
    }

    private static ExamRun run(
            String print,
            State state,
            Instant seenAt,
            @Nullable Instant finishedAt,
            int done,
            @Nullable String error,
            @Nullable ExamResult result) {
        return new ExamRun("id", print, "judge", state, BEGUN, seenAt, finishedAt, done, 10, error, result);
    }

    @ParameterizedTest
    @EnumSource
    void findsAStateByItsWireName(State state) {
        assertThat(state.wireName()).isEqualTo(state.name().toLowerCase());
        assertThat(State.ofWireName(state.wireName())).isEqualTo(state);
    }
}
