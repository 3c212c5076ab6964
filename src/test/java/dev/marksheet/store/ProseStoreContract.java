package dev.marksheet.store;

import static dev.marksheet.store.Database.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do with prose advice. */
abstract class ProseStoreContract {

    Database db;

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void keepsTheProseThatHasSeenMost() {
        RunId run = db.accept("s").run();
        db.sessions
                .saveProse(run, NOW, new SessionReport.AdviceProse("new", 10))
                .join();
        db.sessions
                .saveProse(run, NOW, new SessionReport.AdviceProse("late and old", 5))
                .join();

        assertThat(db.report(run).prose()).isEqualTo(new SessionReport.AdviceProse("new", 10));
    }

    @Test
    void keepsNothingOfASessionThatWasDeletedAndBegunAnew() {
        RunId run = db.accept("s").run();
        db.deletions().begin(run, NOW).join();
        db.sessions.addProseUsage(run, NOW, Usage.of(2, 1, 300, 40)).join();
        db.deletions().sweep(run, 10).join();
        db.deletions().end(run).join();
        db.jobs.accept(Database.request("s"), NOW.plusMillis(1)).join();

        db.sessions
                .saveProse(run, NOW, new SessionReport.AdviceProse("of the one before", 10))
                .join();
        db.sessions.addProseUsage(run, NOW, Usage.of(2, 1, 300, 40)).join();

        assertThat(db.report(run).prose()).isNull();
        assertThat(db.report(run).judging().prose()).isEqualTo(Usage.NONE);
    }

    @Test
    void letsOneProcessAtATimeAskForProse() {
        RunId run = db.accept("s").run();
        RunId other = db.accept("other").run();
        Instant until = NOW.plusSeconds(60);
        long version = db.report(run).version();

        assertThat(db.sessions.claimProse(run, NOW, until).join()).isTrue();
        assertThat(db.sessions.claimProse(run, NOW.plusSeconds(59), until).join())
                .isFalse();
        assertThat(db.sessions.claimProse(other, NOW, until).join()).isTrue();
        assertThat(db.sessions.claimProse(run, until, until.plusSeconds(60)).join())
                .as("its process has not come back")
                .isTrue();
        db.sessions.releaseProse(run).join();
        assertThat(db.sessions.claimProse(run, NOW, until).join()).isTrue();
        assertThat(db.report(run).version()).as("nobody has news of it").isEqualTo(version);
    }

    @Test
    void addsWhatProseHasCostToTheSumsOfTheSession() {
        RunId run = db.accept("s").run();
        long version = db.report(run).version();

        db.sessions.addProseUsage(run, NOW, Usage.of(2, 1, 300, 40)).join();
        db.sessions
                .addProseUsage(run, NOW, Usage.of(1, 0, 200, 10).costing(0.5))
                .join();

        SessionReport report = db.report(run);
        assertThat(report.judging().prose()).isEqualTo(new Usage(3, 1, 0, 500, 50, 0, 1, 0.5));
        assertThat(report.judging().total().inputTokens()).isEqualTo(500);
        assertThat(report.version()).isGreaterThan(version);
    }
}
