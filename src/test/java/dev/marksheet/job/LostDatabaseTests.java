package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.ServiceClient;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's file is taken away, while the service is stopped or while it runs. */
class LostDatabaseTests {

    private static final int READERS = 24;
    private static final String METRICS = "--marksheet.metrics=faithfulness";
    private static final String MANY = "--spring.datasource.hikari.maximum-pool-size=" + READERS;
    private static final String SOON_GIVEN_UP = "--spring.datasource.hikari.connection-timeout=1000";

    @TempDir
    Path folder;

    private Path outputs;

    @BeforeEach
    void nameTheOutputsFolder() {
        outputs = folder.resolve("outputs");
    }

    @Test
    void warnsAtStartAndKeepsTheReportsThatAreLeft() throws IOException {
        try (ServiceOnEndpoint first = ServiceOnEndpoint.withoutEndpoint(outputs, METRICS)) {
            for (int i = 0; i < 3; i++) {
                first.client().ended(first.client().submit(NodesLoad.call("left", i)));
            }
        }
        String old = Files.readString(run().resolve("scores.csv"));
        for (String file : List.of("marksheet.db", "marksheet.db-wal", "marksheet.db-shm")) {
            Files.deleteIfExists(outputs.resolve(file));
        }
        try (ChildService again = ChildService.start(outputs)) {
            await().until(() -> again.log().contains("The database does not know 1 reports"));
            again.client().ended(again.client().submit(NodesLoad.call("left", 9)));

            assertThat(Files.readString(run().resolve("scores.csv")))
                    .contains("session-score-1,")
                    .doesNotContain("session-score-2,");
            assertThat(again.log()).contains("session-left", "scores.csv.before-");
        }
        try (Stream<Path> files = Files.list(run())) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("scores.csv.before-")))
                    .singleElement()
                    .satisfies(file -> assertThat(Files.readString(file)).isEqualTo(old));
        }
    }

    @Test
    void acknowledgesNothingMoreOnceItsFileIsGoneAndGoesOnWhenItIsBack() throws IOException {
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(outputs, METRICS)) {
            ServiceClient client = service.client();
            client.ended(client.submit(NodesLoad.call("gone", 1)));
            Path database = outputs.resolve("marksheet.db");
            Path elsewhere = outputs.resolve("elsewhere.db");
            Files.move(database, elsewhere);

            HttpResponse<String> refused = client.post("/api/score/session_async", NodesLoad.call("gone", 2));

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("marksheet.db", "put");
            assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(503);
            putAnEmptyFileThere(database, client);
            Files.move(elsewhere, database);
            client.ended(client.submit(NodesLoad.call("gone", 4)));
            assertThat(client.read("/api/score/sessions/gone?jobs=none")
                            .get("call_count")
                            .asInt())
                    .isEqualTo(2);
            assertThat(client.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void putsNoEmptyFileInThePlaceOfOneThatWasTakenAway() throws Exception {
        // More readers than connections that are open: new ones are asked for while the file is away.
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(
                outputs, METRICS, "--spring.datasource.hikari.minimum-idle=0", MANY, SOON_GIVEN_UP)) {
            ServiceClient client = service.client();
            client.ended(client.submit(NodesLoad.call("away", 1)));
            Path database = outputs.resolve("marksheet.db");
            Files.move(database, outputs.resolve("elsewhere.db"));

            readManyAtOnce(client);

            assertThat(database).doesNotExist();
        }
    }

    private static void readManyAtOnce(ServiceClient client) throws Exception {
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            readers.invokeAll(Collections.nCopies(
                    READERS * 2, () -> client.get("/api/score/session/jobs").statusCode()));
        } finally {
            readers.shutdownNow();
        }
    }

    private static void putAnEmptyFileThere(Path database, ServiceClient client) throws IOException {
        Files.writeString(database, "");
        assertThat(client.post("/api/score/session_async", NodesLoad.call("gone", 3))
                        .statusCode())
                .isEqualTo(503);
        assertThat(client.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        Files.delete(database);
    }

    private Path run() {
        return outputs.resolve("score-session/session-left");
    }
}
