package dev.marksheet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSessionDeletionsTests extends SessionDeletionsContract {

    @TempDir
    Path folder;

    @TempDir
    Path other;

    @Override
    Database newDatabase() {
        return Database.sqlite(folder);
    }

    @Override
    String tablesWith(String column) {
        return "select m.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.name = '"
                + column + "'";
    }

    @Test
    void givesThePagesOfADeletedSessionBackToTheDisk() {
        try (Database db = Database.sqlite(other)) {
            RunId run = RunId.of(new SessionId("s"));
            for (int i = 0; i < 300; i++) {
                db.accept("s");
            }
            long pages = db.count("pragma page_count");
            db.sessions.exclusively(
                    run, () -> db.deletions().begin(run, Database.NOW).join());
            while (db.deletions().sweep(run, 100).join()) {
                assertThat(db.deletions().isDeleted(run)).isTrue();
            }

            assertThat(db.deletions().giveBack(1).join()).isGreaterThan(5);
            assertThat(db.deletions().giveBack(100_000).join()).isZero();
            assertThat(db.count("pragma page_count")).isLessThan(pages - 5);
        }
    }
}
