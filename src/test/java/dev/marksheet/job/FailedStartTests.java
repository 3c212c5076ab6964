package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that can't start says why and what to do, and leaves all files as they are. */
class FailedStartTests {

    private static final int PAGES = 8;
    private static final int PAGE = 4096;

    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void makeTheOutputsFolder() throws IOException {
        database = Files.createDirectories(folder.resolve("outputs")).resolve("marksheet.db");
    }

    @Test
    void saysThatTheDatabaseIsNone() throws IOException {
        Files.writeString(database, "no database at all ".repeat(1000));
        byte[] before = Files.readAllBytes(database);

        assertSays(List.of(), "marksheet.db holds something else than a database", "backup");

        assertThat(Files.readAllBytes(database)).isEqualTo(before);
    }

    @Test
    void saysThatTheDatabaseIsDamaged() throws IOException {
        try (ServiceOnEndpoint sound = ServiceOnEndpoint.withoutEndpoint(folder.resolve("outputs"))) {
            assertThat(sound.client().get("/actuator/health/readiness").statusCode())
                    .isEqualTo(200);
        }
        try (RandomAccessFile file = new RandomAccessFile(database.toFile(), "rw")) {
            file.setLength((long) PAGES * PAGE);
        }

        assertSays(List.of(), "marksheet.db is damaged", "backup");
    }

    @Test
    void saysThatAFolderStandsInThePlaceOfTheDatabase() throws IOException {
        Files.createDirectory(database);

        assertSays(List.of(), "marksheet.db is a folder");
    }

    @Test
    void saysThatThereIsNoFolderForTemporaryFiles() {
        Path missing = folder.resolve("missing");

        assertSays(List.of("-Djava.io.tmpdir=" + missing), missing.toString(), "-Djava.io.tmpdir=…");
    }

    @Test
    void saysThatNobodyElseScoresTheCallsOfADatabaseFile() {
        assertSays(
                List.of("-Dmarksheet.job.enabled=false"),
                "marksheet.job.enabled",
                "leave the setting out",
                "spring.datasource.url=jdbc:postgresql://HOST/DATABASE");
    }

    @Test
    void saysHowToMakeAKeyWhereOthersReachIt() {
        assertSays(
                List.of("--server.address=0.0.0.0"),
                "bound to all addresses, where others reach it, and there is no key",
                "MARKSHEET_ACCESS_ADMIN_KEY=$(openssl rand -hex 32)",
                "--marksheet.access.open=true");
    }

    @Test
    void saysThatAKeyIsTooShortAndDoesNotRepeatIt() {
        List<String> options = List.of("--marksheet.access.admin-key=hunter2-hunter2-hunter");
        try (ChildService service = ChildService.launch(folder.resolve("outputs"), options.toArray(String[]::new))) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.log())
                    .contains("marksheet.access.admin-key can't be a key", "at least 24 characters")
                    .doesNotContain("hunter2");
        }
    }

    private void assertSays(List<String> options, String... words) {
        try (ChildService service = ChildService.launch(folder.resolve("outputs"), options.toArray(String[]::new))) {
            assertThat(service.exitCode()).isEqualTo(1);
            assertThat(service.log())
                    .contains("APPLICATION FAILED TO START")
                    .contains(words)
                    .doesNotContain("\tat ");
        }
    }
}
