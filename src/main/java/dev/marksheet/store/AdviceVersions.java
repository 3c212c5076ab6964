package dev.marksheet.store;

import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.RunId;
import dev.marksheet.store.database.Writes;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The last advice of each session that differed from its present one. Safe for use by many threads at once. */
@Repository
public class AdviceVersions {

    private final JdbcClient jdbc;
    private final Writes writes;

    AdviceVersions(JdbcClient jdbc, Writes writes) {
        this.jdbc = jdbc;
        this.writes = writes;
    }

    /** Keeps a version in the place of the one before. */
    public CompletableFuture<Void> keep(RunId run, AdviceVersion version) {
        String findings = Json.write(version.findings());
        return writes.submit(() -> {
            jdbc.sql(
                            "insert into advice_before (run_id, calls, findings) values (:run, :calls, :findings)"
                                    + " on conflict (run_id) do update set calls = excluded.calls, findings = excluded.findings")
                    .param("run", run.value())
                    .param("calls", version.calls())
                    .param("findings", findings)
                    .update();
            return null;
        });
    }
}
