package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTests {

    @Test
    void keepsAPlainSessionIdInTheRunId() {
        assertThat(run("nightly-2026-01")).isEqualTo("session-nightly-2026-01");
        assertThat(run("a".repeat(64))).isEqualTo("session-" + "a".repeat(64));
    }

    @Test
    void givesEveryOfManyLookAlikesItsOwnRun() {
        List<String> ids = List.of(
                "a b",
                "a-b",
                "a_b",
                "a/b",
                "a--b",
                "-a-b",
                "a-b-",
                "A-b",
                "a\u00a0b",
                "评测",
                "评估",
                "a~b",
                "a".repeat(65),
                "a".repeat(66));
        assertThat(ids.stream().map(IdTests::run).distinct()).hasSize(ids.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "..", ".", "a\\b", "<script>", "\"'", "评测 一", "😀", "%2e%2e", "CON."})
    void makesARunIdThatIsSafeInPathsOfAnySessionId(String id) {
        assertThat(run(id)).matches("session-[A-Za-z0-9-]*~[0-9a-f]{32}").hasSizeLessThanOrEqualTo(100);
        assertThat(new RunId(run(id)).value()).isEqualTo(run(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "session-a/b", "session-..", "session-a~0", "session-a b"})
    void rejectsAForeignRunId(String value) {
        assertThatThrownBy(() -> new RunId(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acceptsNoRunIdThatIsLongerThanAHundred() {
        assertThat(new RunId("session-" + "a".repeat(92)).value()).hasSize(100);
        assertThatThrownBy(() -> new RunId("session-" + "a".repeat(93))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void acceptsUpToTwoHundredCharacters() {
        assertThat(new SessionId("评".repeat(200)).value()).hasSize(200);
        assertThat(new SessionId("𠮷".repeat(200)).value()).hasSize(400);
        assertThatThrownBy(() -> new SessionId("😀".repeat(201))).hasMessageContaining("has 201");
        assertThatThrownBy(() -> new SessionId("a".repeat(201))).hasMessageContaining("has 201");
        assertThatThrownBy(() -> new SessionId("")).hasMessageContaining("has 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0000", "\u007f", "a\ud800", "\udc00a"})
    void rejectsControlCharactersAndHalfSurrogates(String id) {
        assertThatThrownBy(() -> new SessionId(id)).hasMessageContaining("must not contain");
    }

    private static String run(String session) {
        return RunId.of(new SessionId(session)).value();
    }
}
