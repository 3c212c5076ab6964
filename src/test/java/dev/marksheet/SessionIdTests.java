package dev.marksheet;

import static dev.marksheet.ServiceClient.encode;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SessionIdTests extends RunningService {

    private static final List<String> HOSTILE = List.of(
            "a/b",
            "/",
            "//",
            "a/",
            ".",
            "..",
            "../../etc/passwd",
            "..\\..\\windows",
            "a\\b",
            "it's \"quoted\"",
            "100%",
            "%2F",
            "%2e%2e",
            "a+b",
            " leading and trailing ",
            "中文会话",
            "emoji 🎉👩‍💻",
            "a;x=1",
            ";",
            "a?b=c",
            "a#b",
            "a&b=c",
            "<script>alert(1)</script>",
            "${jndi:x}",
            "CON",
            "con",
            "scores.csv",
            "jobs",
            "e\u0301",
            "\u00e9",
            "中".repeat(200),
            "a".repeat(200));

    static Stream<String> hostileIds() {
        return HOSTILE.stream();
    }

    @ParameterizedTest
    @MethodSource("hostileIds")
    void readsBackByGetWhatPostAccepted(String id) {
        JsonNode accepted = client.submit(call(id));
        JsonNode job = client.ended(accepted);

        assertThat(job.get("session_id").asString()).isEqualTo(id);
        JsonNode session = client.read("/api/score/sessions/" + encode(id));
        assertThat(session.get("session_id").asString()).isEqualTo(id);
        assertThat(session.get("call_count").asLong()).isEqualTo(1);
        assertThat(client.read(accepted.get("session_url").asString())).isEqualTo(session);
        assertThat(client.read("/api/runs/" + accepted.get("run_id").asString()))
                .isEqualTo(session);
        assertThat(client.read("/api/score/sessions/" + encode(id) + "?jobs=none")
                        .has("jobs"))
                .isFalse();
    }

    @Test
    void givesEachSessionARunAndAFolderOfItsOwn() throws Exception {
        Set<String> runs = new HashSet<>();
        for (String id : HOSTILE) {
            JsonNode accepted = client.submit(call(id.substring(0, Math.min(id.length(), 199)) + "!"));
            client.ended(accepted);
            runs.add(accepted.get("run_id").asString());
        }

        assertThat(runs).hasSameSizeAs(HOSTILE);
        for (String run : runs) {
            Path folder = folderOf(run).normalize();
            assertThat(folder.getParent()).isEqualTo(OUTPUTS.resolve("score-session"));
            assertThat(folder.toRealPath().startsWith(OUTPUTS)).isTrue();
            assertThat(Files.readString(folder.resolve("metadata.json"))).contains("\"" + run + "\"");
        }
    }
}
