package dev.marksheet.store.access;

import static dev.marksheet.store.Database.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.query.Origins;
import dev.marksheet.session.OutOfReachException;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.TooManyOpenCallsException;
import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.AuditEntry;
import dev.marksheet.session.access.AuditEntry.Outcome;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.access.Submitter;
import dev.marksheet.store.Database;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do. */
abstract class AccessStoresContract {

    private static final Instant NOW = Instant.ofEpochMilli(2_000_000);

    private Database db;
    private KeyStore keys;
    private LoginStore logins;
    private AuditStore audit;

    abstract Database newDatabase();

    @BeforeEach
    void open() {
        db = newDatabase();
        keys = new KeyStore(db.jdbc, db.writes);
        logins = new LoginStore(db.jdbc, db.writes);
        audit = new AuditStore(db.jdbc, db.writes);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static AccessKey key(String id, Instant createdAt, @Nullable Integer most) {
        AccessKey.Terms terms = new AccessKey.Terms("夜间", Role.SUBMIT, most == null ? null : "ci-", null, most, most);
        return new AccessKey(id, terms, "abc" + id, createdAt, null, null);
    }

    @Test
    void givesKeysBackTheNewestFirstAndEndsThemForGood() {
        assertThat(keys.hasAny()).isFalse();
        AccessKey old = key("a", NOW, 5);
        AccessKey young = key("b", NOW.plusMillis(1), null);
        keys.insert(old).join();
        keys.insert(young).join();

        assertThat(keys.newestFirst(Long.MAX_VALUE, "", 10)).containsExactly(young, old);
        assertThat(keys.newestFirst(young.createdAt().toEpochMilli(), "b", 10)).containsExactly(old);
        assertThat(keys.revoke("a", NOW).join()).isTrue();
        assertThat(keys.revoke("a", NOW.plusSeconds(9)).join()).isFalse();
        assertThat(keys.revoke("nobody", NOW).join()).isFalse();
        assertThat(keys.find("a").orElseThrow().revokedAt()).isEqualTo(NOW);
        assertThat(keys.hasAny()).isTrue();
        keys.used("b", NOW.plusSeconds(9)).join();
        keys.used("b", NOW).join();
        assertThat(keys.find("b").orElseThrow().lastUsedAt()).isEqualTo(NOW.plusSeconds(9));
        keys.revoke("b", NOW).join();
        assertThat(keys.hasAny()).as("what opens nothing keeps nobody out").isFalse();
    }

    @Test
    void endsLoginsWithTheirTimeAndTheirKey() {
        LoginStore.Login login = new LoginStore.Login("a", "hash");
        logins.begin("one", login, NOW, NOW.plusSeconds(10)).join();
        logins.begin("two", login, NOW, NOW.plusSeconds(20)).join();

        assertThat(logins.find("one", NOW)).contains(login);
        assertThat(logins.find("one", NOW.plusSeconds(10))).isEmpty();
        logins.begin("three", login, NOW.plusSeconds(15), NOW.plusSeconds(30)).join();
        assertThat(db.count("select count(*) from access_login")).isEqualTo(2);
        logins.end("three").join();
        assertThat(logins.find("three", NOW)).isEmpty();
        keys.revoke("a", NOW).join();
        assertThat(logins.find("two", NOW)).isEmpty();
    }

    @Test
    void keepsWhatWasDoneAndTheLatestOfWhatWasRefused() {
        for (int i = 1; i <= 6; i++) {
            audit.append(entry(i, i % 2 == 0 ? Outcome.REFUSED : Outcome.DONE)).join();
        }

        assertThat(audit.newestFirst(null, 2)).containsExactly(entry(6, Outcome.REFUSED), entry(5, Outcome.DONE));
        assertThat(audit.newestFirst(entry(5, Outcome.DONE).id(), 1)).containsExactly(entry(4, Outcome.REFUSED));
        assertThat(audit.keepRefused(1).join()).isEqualTo(2);
        assertThat(audit.newestFirst(null, 10)).extracting(AuditEntry::attempts).containsExactly(6L, 5L, 3L, 1L);
    }

    private static AuditEntry entry(int number, Outcome outcome) {
        String id = "%013d-0000000a".formatted(number);
        return new AuditEntry(id, NOW, null, "x", "PUT /x", "/x", outcome, 200, "::1", number);
    }

    @Test
    void knowsWhoSentACallAndLetsNobodyHaveTooManyOpen() {
        db.submitter = new Submitter("k1", "ci", "s", 1);

        ScoreJob job = db.jobs.accept(request("s"), NOW).join();

        assertThat(db.jobQueries.find(job.id()).orElseThrow().request().tags().submittedBy())
                .isEqualTo("ci");
        Origins origins = new Origins(db.jdbc);
        Origins.Origin expected = new Origins.Origin("s", "k1");
        assertThat(List.of(
                        origins.ofJob(job.id().value()), origins.ofRun(job.run().value()), origins.ofSession("s")))
                .allSatisfy(origin -> assertThat(origin).contains(expected));
        assertThat(origins.ofJob("no id")).isEmpty();
        assertThatThrownBy(() -> db.jobs.accept(request("s"), NOW).join())
                .hasCauseInstanceOf(TooManyOpenCallsException.class);
        assertThatThrownBy(() -> db.jobs.accept(request("other"), NOW)).isInstanceOf(OutOfReachException.class);
        db.submitter = new Submitter("k2", "cd", null, 1);
        db.jobs.accept(request("s"), NOW).join();
        db.submitter = null;
        ScoreJob nobodys = db.jobs.accept(request("s"), NOW).join();
        assertThat(origins.ofJob(nobodys.id().value())).contains(new Origins.Origin("s", null));
        assertThat(origins.ofSession("s")).as("whoever began it").contains(expected);
    }
}
