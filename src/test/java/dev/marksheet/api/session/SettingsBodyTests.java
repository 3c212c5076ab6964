package dev.marksheet.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.api.ApiSlice;
import org.junit.jupiter.api.Test;

class SettingsBodyTests {

    private static SettingsBody read(String json) {
        return ApiSlice.mapper().readValue(json, SettingsBody.class);
    }

    @Test
    void keepsTheOrderInWhichThresholdsAndUnknownFieldsWereSent() {
        SettingsBody body = read("""
                {"c": 1, "gate": {"faithfulness": 0.8, "rule": "mean", "context_recall": 0.7, "aaa": 1}, "b": 2, "a": 3}""");

        assertThat(body.unknown().keySet()).containsExactly("c", "b", "a");
        assertThat(body.gate().value().unknown().keySet()).containsExactly("faithfulness", "context_recall", "aaa");
    }

    @Test
    void tellsAFieldThatIsClearedFromOneThatIsLeftOut() {
        SettingsBody body = read("{\"name\": null, \"pinned\": true}");

        assertThat(body.name()).isNotNull();
        assertThat(body.name().value()).isNull();
        assertThat(body.pinned().value()).isTrue();
        assertThat(body.labels()).isNull();
    }
}
