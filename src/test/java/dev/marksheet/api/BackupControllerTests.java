package dev.marksheet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.backup.Backup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class BackupControllerTests {

    private static final String PATH = "/api/admin/backup";

    private final Backup backup = mock(Backup.class);
    private final ApiSlice slice = slice(backup);

    /** Without any where PostgreSQL keeps all. */
    private static ApiSlice slice(Backup... backups) {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        for (Backup one : backups) {
            beans.addBean("backup", one);
        }
        return ApiSlice.of(new BackupController(beans.getBeanProvider(Backup.class)));
    }

    @Test
    void saysWhereTheCopyIsAndWhatIsInIt() {
        when(backup.make())
                .thenReturn(Optional.of(new Backup.Copy(
                        "outputs/backups/1",
                        Instant.parse("2026-07-01T10:00:00.123456Z"),
                        250,
                        2,
                        7,
                        6,
                        4096,
                        12,
                        8.5)));

        Answer answer = slice.post(PATH);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("""
                {"path":"outputs/backups/1","created_at":"2026-07-01T10:00:00.123Z","took_ms":250,"sessions":2,"calls":7,\
                "rows":6,"bytes":4096,"sums":{"scores":12,"value":8.5}}""");
    }

    @Test
    void makesOneCopyAtATime() {
        when(backup.make()).thenReturn(Optional.empty());

        Answer answer = slice.post(PATH);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.detail()).isEqualTo("A copy is being made; ask again when it is done.");
    }

    @Test
    void saysThatTheDiskRefusedWithoutSayingWhere() {
        when(backup.make())
                .thenThrow(new UncheckedIOException(new IOException("/srv/secret: No space left on device")));

        Answer answer = slice.post(PATH);

        assertThat(answer.status()).isEqualTo(507);
        assertThat(answer.detail()).contains("is the disk full or read-only?", "nothing is left of it");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void namesTheToolsOfPostgresqlWhereThatKeepsAll() {
        Answer answer = slice().post(PATH);

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.detail()).contains("pg_dump", "pg_restore");
    }

    @Test
    void copiesNothingForPagesOfOtherSitesAndForLinks() {
        assertThat(slice.send(ApiSlice.request("POST", PATH).header("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
        assertThat(slice.get(PATH).status()).isEqualTo(405);
        verifyNoInteractions(backup);
    }
}
