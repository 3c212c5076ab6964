package dev.marksheet.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How runs are looked for by their labels and by the rest. */
class RunConditionsTests {

    private static final RunFilter ALL = new RunFilter(
                    " Gate ",
                    RunFilter.State.HELD,
                    List.of(new Tag("k", "v"), new Tag("any", null)),
                    true,
                    Instant.ofEpochMilli(1000),
                    Instant.ofEpochMilli(1001))
            .within("😀");

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
        assertThat(conditions(ALL))
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
