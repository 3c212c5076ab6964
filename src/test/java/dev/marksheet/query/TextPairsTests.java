package dev.marksheet.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be a label, and how runs are looked for by it and by the rest. */
class TextPairsTests {

    private static TextPairs.@Nullable Fault fault(String key, @Nullable String value) {
        return TextPairs.fault(Collections.singletonMap(key, value), 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "模型", "a b", "😀", "a/b"})
    void mayBeInAnyScript(String text) {
        assertThat(fault(text, text)).isNull();
        assertThat(fault(text, "")).isNull();
        assertThat(fault(text, "a:b\nc")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "'', must have a name of 1 to 100 characters",
        "' ', must have a name of 1 to 100 characters",
        "a:b, must have a name without a colon",
        ":, must have a name without a colon"
    })
    void mayNotHaveEveryKey(String key, String message) {
        assertThat(fault(key, "v")).isEqualTo(new TextPairs.Fault(key, message));
    }

    @Test
    void mayNotHaveWhatNobodyCanReadOrKeep() {
        assertThat(fault("a\u0007", "v"))
                .isEqualTo(new TextPairs.Fault("a\u0007", "must have a name without control characters"));
        assertThat(fault("a\ud800", "v")).isNotNull();
        assertThat(fault("a", "\u0000")).isNotNull();
        assertThat(fault("a", null))
                .isEqualTo(new TextPairs.Fault("a", "must be a string; leave the pair out to have none"));
    }

    @Test
    void mayBeSoLong() {
        assertThat(fault("k".repeat(100), "v".repeat(500))).isNull();
        assertThat(fault("k".repeat(101), "v"))
                .isEqualTo(new TextPairs.Fault("k".repeat(99) + "…", "must have a name of 1 to 100 characters"));
        assertThat(fault("k", "v".repeat(501))).isEqualTo(new TextPairs.Fault("k", "must have at most 500 characters"));
    }

    @Test
    void mayBeSoMany() {
        Map<String, String> two = Map.of("a", "1", "b", "2");

        assertThat(TextPairs.fault(two, 2)).isNull();
        assertThat(TextPairs.fault(two, 1))
                .isEqualTo(new TextPairs.Fault("", "holds 2 pairs, more than the 1 that are kept"));
    }

    private final Map<String, Object> values = new LinkedHashMap<>();

    private List<String> conditions(RunFilter filter) {
        return RunConditions.of(filter, values);
    }

    @Test
    void askForNothingWhereNothingIsLookedFor() {
        assertThat(conditions(RunFilter.NONE)).isEmpty();
        assertThat(values).isEmpty();
    }

    @Test
    void askForAllThatIsLookedFor() {
        Instant since = Instant.ofEpochMilli(1000);
        RunFilter filter = new RunFilter(
                        " Gate ",
                        RunFilter.State.HELD,
                        List.of(new Tag("k", "v"), new Tag("any", null)),
                        true,
                        since,
                        since.plusMillis(1))
                .within("😀");

        assertThat(conditions(filter))
                .containsExactly(
                        "(search_name like :text escape '!' or lower(judge_models) like :text escape '!')",
                        "coalesce(latest_finished_at, created_at) >= :since",
                        "coalesce(latest_finished_at, created_at) < :until",
                        "pinned = 1",
                        "substr(session_id, 1, :prefixLength) = :prefix",
                        "run_id in (select l.run_id from session_label l where l.label_key = :label5key"
                                + " and l.label_value = :label5value)",
                        "run_id in (select l.run_id from session_label l where l.label_key = :label6key)",
                        "queued + running > 0 and " + RunConditions.HELD);
        assertThat(values)
                .containsEntry("since", 1000L)
                .containsEntry("until", 1001L)
                .containsEntry("prefix", "😀")
                .containsEntry("prefixLength", 1)
                .containsEntry("label5key", "k")
                .containsEntry("label5value", "v")
                .containsEntry("label6key", "any")
                .doesNotContainKey("label6value");
        assertThat(values.get("text")).asString().contains("gate").doesNotContain(" ");
    }

    @ParameterizedTest
    @CsvSource({"LIVE, queued + running > 0", "IDLE, queued + running = 0"})
    void askForRunsByWhatTheyAreDoing(RunFilter.State state, String condition) {
        assertThat(conditions(new RunFilter("", state, List.of(), null, null, null)))
                .containsExactly(condition);
    }

    @Test
    void askForRunsThatNoBudgetHoldsForThoseWithErrorsAndForLooseOnes() {
        assertThat(conditions(new RunFilter("", RunFilter.State.RUNNING, List.of(), false, null, null)))
                .containsExactly("pinned = 0", "queued + running > 0 and not (" + RunConditions.HELD + ")");
        assertThat(conditions(new RunFilter("", RunFilter.State.ERRORS, List.of(), null, null, null)))
                .singleElement()
                .asString()
                .startsWith("(failed > 0 or exists (");
    }
}
