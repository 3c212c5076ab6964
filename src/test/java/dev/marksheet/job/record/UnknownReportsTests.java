package dev.marksheet.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.LogLines;
import dev.marksheet.query.FakeSessionQueries;
import dev.marksheet.report.ReportsOnDisk;
import dev.marksheet.session.Reported;
import dev.marksheet.store.FakeSessionStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownReportsTests {

    @TempDir
    Path folder;

    private final FakeSessionStore sessions = new FakeSessionStore();
    private final LogLines log = new LogLines(UnknownReports.class);

    @AfterEach
    void stop() {
        log.close();
    }

    private List<String> look(Path runs) {
        new UnknownReports(ReportsOnDisk.in(runs), new FakeSessionQueries(sessions::find)).look();
        return log.lines();
    }

    @Test
    void saysNothingWhereTheDatabaseKnowsAllReports() {
        ReportsOnDisk.make(folder, "session-a", "session-b");
        sessions.put(Reported.session("a").report());
        sessions.put(Reported.session("b").report());

        assertThat(look(folder)).isEmpty();
    }

    @Test
    void namesThreeOfTheReportsThatTheDatabaseDoesNotKnow() {
        ReportsOnDisk.make(folder, "session-a", "session-b", "session-c", "session-d");
        sessions.put(Reported.session("c").report());

        assertThat(look(folder))
                .singleElement()
                .asString()
                .startsWith("WARN The database does not know 3 reports in " + folder + " (session-")
                .contains("session-a", "session-b", "session-d", "): was marksheet.db removed")
                .doesNotContain("session-c", ", …");
    }

    @Test
    void saysThatThereAreMoreThanItNames() {
        ReportsOnDisk.make(folder, "session-a", "session-b", "session-c", "session-d");

        assertThat(look(folder)).singleElement().asString().contains("does not know 4 reports", ", …): was");
    }

    @Test
    void saysWhereItCouldNotLook() {
        Path gone = folder.resolve("gone");

        assertThat(look(gone)).singleElement().asString().startsWith("WARN " + gone + " can't be read");
    }
}
