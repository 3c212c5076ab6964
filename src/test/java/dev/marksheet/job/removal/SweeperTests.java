package dev.marksheet.job.removal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marksheet.report.NoFiles;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTests {

    private static final RunId RUN = RunId.of(new SessionId("s"));

    @TempDir
    Path folder;

    @Test
    void goesOnWithWhatAKilledProcessWasSweeping() {
        try (Database db = Database.sqlite(folder)) {
            for (int i = 0; i < 40; i++) {
                db.accept("s");
            }
            Instant now = Instant.now();
            db.sessions.exclusively(RUN, () -> db.deletions().begin(RUN, now).join());
            db.deletions().claim(RUN, now, now.plus(Duration.ofHours(1))).join();
            db.deletions().sweep(RUN, 7).join();
            Sweeper sweeper = new Sweeper(db.deletions(), db.sessions, NoFiles.reports(), true, Clock.systemUTC());

            sweeper.start();

            await().atMost(Duration.ofSeconds(60)).until(() -> !db.deletions().isDeleted(RUN));
            sweeper.stop();
            assertThat(db.count("select (select count(*) from job) + (select count(*) from job_request)"))
                    .isZero();
            assertThat(db.accept("s").sequence()).isGreaterThan(40);
        }
    }
}
