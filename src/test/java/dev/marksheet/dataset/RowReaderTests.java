package dev.marksheet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marksheet.session.dataset.LineProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowReaderTests {

    private static DatasetRow row(Map<String, Object> values) {
        try {
            return reader(values).row(new RawRow(3, 7, values));
        } catch (RowReader.UnreadableRowException e) {
            throw new AssertionError(e.problem().toString(), e);
        }
    }

    private static RowReader reader(Map<String, Object> values) {
        return new RowReader(ColumnMapping.of(values.keySet(), Map.of()));
    }

    private static LineProblem problem(String column, Object value) {
        Map<String, Object> values = Map.of(column, value);
        RowReader.UnreadableRowException refused = catchThrowableOfType(
                RowReader.UnreadableRowException.class, () -> reader(values).row(new RawRow(3, 7, values)));
        assertThat(refused).isNotNull();
        return refused.problem();
    }

    @Test
    void makesASampleOfItsColumns() {
        DatasetRow row = row(Map.of(
                "id", " row 1 ",
                "question", "Why?",
                "answer", "So.",
                "contexts", List.of("a", "b"),
                "ground_truths", List.of("It is", "so."),
                "reference_contexts", "c |||| d",
                "retrieved_context_ids", List.of(1, "2"),
                "reference_context_ids", "3 |||| 4",
                "cost", 5));

        assertThat(row.item()).isEqualTo("row 1");
        assertThat(row.number()).isEqualTo(3);
        assertThat(row.sample().question()).isEqualTo("Why?");
        assertThat(row.sample().answer()).isEqualTo("So.");
        assertThat(row.sample().contexts()).containsExactly("a", "b");
        assertThat(row.sample().groundTruth()).isEqualTo("It is\nso.");
        assertThat(row.sample().referenceContexts()).containsExactly("c", "d");
        assertThat(row.sample().retrievedContextIds()).containsExactly("1", "2");
        assertThat(row.sample().referenceContextIds()).containsExactly("3", "4");
        assertThat(row.others()).isEqualTo(Map.of("cost", 5));
    }

    @Test
    void makesOneOfNothing() {
        DatasetRow row = row(Map.of());

        assertThat(row.item()).as("its number").isEqualTo("3");
        assertThat(row.sample().question()).isEmpty();
        assertThat(row.sample().answer()).isNull();
        assertThat(row.sample().contexts()).isEmpty();
        assertThat(row.sample().retrievedContextIds()).isEmpty();
        assertThat(row.isAnswered()).isFalse();
    }

    @Test
    void canBeScoredWhereItHasAnAnswer() {
        assertThat(row(Map.of("answer", "So.")).isAnswered()).isTrue();
        assertThat(row(Map.of("answer", " \n")).isAnswered()).isFalse();
    }

    @Test
    void refusesTextsThatAreNone() {
        assertThat(problem("question", 7)).isEqualTo(new LineProblem(7, "text", "question"));
        assertThat(problem("ground_truths", List.of())).isEqualTo(new LineProblem(7, "text", "ground_truth"));
        assertThat(problem("answer", List.of("a", 7))).isEqualTo(new LineProblem(7, "text", "answer"));
        assertThat(problem("contexts", List.of("a", 7)))
                .isEqualTo(new LineProblem(7, "rule", "contexts[1]", Passages.FORM));
        assertThat(problem("contexts", 7)).isEqualTo(new LineProblem(7, "rule", "contexts", Passages.FORM));
        assertThat(problem("retrieved_context_ids", List.of(true)))
                .isEqualTo(new LineProblem(7, "text", "retrieved_context_ids"));
        assertThat(problem("retrieved_context_ids", 7)).isEqualTo(new LineProblem(7, "text", "retrieved_context_ids"));
    }

    @Test
    void readsIdsFromJsonInsideAText() {
        assertThat(row(Map.of("retrieved_context_ids", "[1, \"b\"]")).sample().retrievedContextIds())
                .containsExactly("1", "b");
    }

    @Test
    void takesNumberedContextsAsTheyStand() {
        assertThat(row(Map.of("context_1", "a |||| b", "context_2", List.of("c", "d")))
                        .sample()
                        .contexts())
                .containsExactly("a |||| b", "c", "d");
        assertThat(row(Map.of("context_1", "a |||| b")).sample().contexts())
                .as("the only one")
                .containsExactly("a", "b");
    }

    @Test
    void isKnownByItsIdOrElseByItsNumber() {
        assertThat(row(Map.of("id", 42)).item()).isEqualTo("42");
        assertThat(row(Map.of("id", "  ")).item()).isEqualTo("3");
        assertThat(row(Map.of("id", "😀".repeat(200))).item()).hasSize(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0007b", "a\ud800b"})
    void refusesIdsThatNobodyCouldRead(String id) {
        assertThat(problem("id", id)).isEqualTo(new LineProblem(7, "item.long", "a?b"));
    }

    @Test
    void refusesOtherIds() {
        assertThat(problem("id", "a".repeat(201))).isEqualTo(new LineProblem(7, "item.long", "a".repeat(40) + "…"));
        assertThat(problem("id", List.of("a".repeat(38))))
                .isEqualTo(new LineProblem(7, "item.long", "[" + "a".repeat(38) + "]"));
        assertThat(problem("id", true)).isEqualTo(new LineProblem(7, "item.long", "true"));
    }

    @Test
    void readsWhatWasKept() {
        Map<String, Object> values = Map.of("question", "Why?", "n", 1.5, "contexts", List.of("a"));
        String content = RowReader.content(new RawRow(3, 7, values));

        assertThat(RowReader.raw(3, 7, content)).isEqualTo(new RawRow(3, 7, values));
        assertThat(reader(values).kept(3, content).sample().contexts()).containsExactly("a");
        assertThatIllegalStateException()
                .isThrownBy(() -> reader(values).kept(3, "{\"question\": 7}"))
                .withMessage("row 3 can't be read any more");
        assertThatExceptionOfType(RowReader.UnreadableRowException.class)
                .isThrownBy(() -> reader(values).row(RowReader.raw(3, 7, "{\"question\": 7}")));
    }
}
