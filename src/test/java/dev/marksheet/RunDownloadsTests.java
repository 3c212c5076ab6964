package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading the files of a run again, and after somebody has removed them. */
class RunDownloadsTests extends RunningService {

    @ParameterizedTest
    @ValueSource(strings = {"scores.csv", "summary.md"})
    void sendsAFileAgainOnlyWhenItHasChanged(String file) {
        String session = "unchanged-" + file.replaceAll("\\W", "-");
        String path = "/api/runs/session-" + session + "/" + file;
        client.ended(client.submit(call(session, "metrics", List.of("faithfulness"))));
        HttpResponse<String> first = client.get(path);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> same = client.get(path, "If-None-Match", tag);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).contains(tag);
        client.ended(client.submit(call(session, "metrics", List.of("exact_match"))));
        HttpResponse<String> changed = client.get(path, "If-None-Match", tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.body()).isNotEqualTo(first.body());
        assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores.csv", "summary.md", "optimization_advice.md", "metadata.json"})
    void bringsAllFilesBackWhenOneIsReadAfterTheyWereRemoved(String read) throws IOException {
        String session = "removed-" + read.substring(0, read.indexOf('.')).replace('_', '-');
        client.ended(client.submit(call(session)));
        Path folder = folderOf("session-" + session);
        Map<String, String> before = texts(folder);
        for (String name : before.keySet()) {
            Files.delete(folder.resolve(name));
        }
        Files.delete(folder);

        assertThat(client.get("/api/runs/session-" + session + "/" + read).body())
                .isEqualTo(before.get(read));

        Map<String, String> restored = texts(folder);
        assertThat(restored).containsKeys("summary.md", "optimization_advice.md", "metadata.json");
        assertThat(before).containsAllEntriesOf(restored);
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(RunDownloadsTests::isVisible).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    /** What a process notes for itself between a write and its commit comes and goes. */
    private static boolean isVisible(Path file) {
        return !file.getFileName().toString().startsWith(".");
    }
}
