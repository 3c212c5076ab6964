package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import dev.marksheet.store.PostgresqlServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTests {

    private static final List<String> FILES =
            List.of("scores.csv", "summary.md", "optimization_advice.md", "metadata.json");

    private static final String METRICS = "--marksheet.metrics=faithfulness";

    @TempDir
    Path folder;

    private Path outputs;
    private String url;

    @BeforeEach
    void nameBothDatabases() {
        outputs = folder.resolve("outputs");
        url = PostgresqlServer.shared().newDatabase();
    }

    @Test
    void movesAnOutputsFolderWithItsOpenCallsAndMayBeRunTwice() throws IOException {
        Map<String, byte[]> before;
        try (ServiceOnEndpoint one = ServiceOnEndpoint.withoutEndpoint(outputs, METRICS)) {
            assertThat(copy().log()).contains("is in use by another Marksheet process");
            for (int i = 0; i < 5; i++) {
                one.client().ended(one.client().submit(NodesLoad.call("moved", i)));
            }
            before = files(one.client());
        }
        addAnOpenCall();

        assertThat(copy().log()).contains("job: 6 rows copied", "Checked:");
        assertThat(copy().log()).contains("job: 0 rows copied", "Checked:");

        try (ChildService node =
                ChildService.start(folder.resolve("none"), "--spring.datasource.url=" + url, "--marksheet.drain=0s")) {
            assertThat(files(node.client())).containsExactlyEntriesOf(before);
            node.client().ended(node.client().submit(NodesLoad.call("open", 6)));
            assertThat(node.log()).contains("1 calls are resumed");
            assertThat(Files.exists(folder.resolve("none"))).isFalse();
        }
    }

    @Test
    void refusesADatabaseThatHoldsOtherCallsAndChangesNothing() {
        try (ServiceOnEndpoint one = ServiceOnEndpoint.withoutEndpoint(outputs, METRICS)) {
            one.client().ended(one.client().submit(NodesLoad.call("moved", 1)));
        }
        try (ServiceOnEndpoint other = ServiceOnEndpoint.withoutEndpoint(
                folder.resolve("none"), "--spring.datasource.url=" + url, "--marksheet.drain=0s", METRICS)) {
            other.client().ended(other.client().submit(NodesLoad.call("other", 1)));
        }

        ChildService copy = copy();

        assertThat(copy.exitCode()).isNotZero();
        assertThat(copy.log()).contains("Copy into a database of its own");
        assertThat(PostgresqlServer.sql(url)
                        .sql("select session_id from session")
                        .query(String.class)
                        .list())
                .containsExactly("other");
    }

    private ChildService copy() {
        ChildService copy = ChildService.launch(
                folder.resolve("unused"), "--spring.datasource.url=" + url, "--marksheet.copy-from=" + outputs);
        copy.exitCode();
        return copy;
    }

    /** A call that was accepted and not scored, as a process leaves it that is killed at once. */
    private void addAnOpenCall() {
        String database = "jdbc:sqlite:" + outputs.resolve("marksheet.db");
        for (String sql : List.of(
                "insert into session (run_id, session_id, created_at, queued) values ('session-open', 'open', 1, 1)",
                "insert into job (job_id, run_id, status, created_at, summary)"
                        + " select '0123456789ab', 'session-open', 'queued', 1, summary from job limit 1",
                "insert into job_request (job_id, request) select '0123456789ab',"
                        + " replace(request, '\"moved\"', '\"open\"') from job_request limit 1")) {
            PostgresqlServer.sql(database).sql(sql).update();
        }
    }

    private static Map<String, byte[]> files(ServiceClient client) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        FILES.forEach(name -> files.put(
                name, client.download("/api/runs/session-moved/" + name).body()));
        return files;
    }
}
