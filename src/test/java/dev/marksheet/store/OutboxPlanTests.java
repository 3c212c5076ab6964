package dev.marksheet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.store.database.Writes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked every second for each receiver is found by an index, however many messages were delivered before. */
class OutboxPlanTests {

    private static final String DATA = """
            insert into session (run_id, session_id, search_name, created_at, gate_due)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
            select 'session-s' || i, 's' || i, 's' || i, i, case when i % 1000 = 0 then i end from n;
            insert into webhook_delivery (delivery_id, receiver, event, run_id, data, state, created_at, tried_until, next_at,
                                          ended_at)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
            select 'msg' || i, 'r' || (i % 2), 'session.idle', 'session-s' || (i % 3000), '{}',
                   case when i > 19900 then 'pending' else 'delivered' end, i, 1000000, i,
                   case when i > 19900 then null else i end from n;
            """;

    @TempDir
    Path folder;

    private Database db;
    private RecordedSql sql;
    private String explain;

    private void open(boolean sqlite) {
        db = sqlite ? Database.sqlite(folder) : Database.postgresql();
        explain = sqlite ? "explain query plan" : "explain";
        for (String statement : DATA.split(";\n")) {
            db.jdbc.sql(statement).update();
        }
        if (!sqlite) {
            db.jdbc.sql("analyze").update();
        }
        sql = new RecordedSql(db.source);
    }

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsDueIsFoundAmongTheFewThatArePending(boolean sqlite) {
        open(sqlite);
        Deliveries deliveries = new Deliveries(JdbcClient.create(sql.source()), new AtOnce());
        Instant now = Instant.ofEpochMilli(50_000);

        deliveries.isDue("r1", now);
        assertThat(sql.plans(explain)).contains("webhook_delivery_").satisfies(OutboxPlanTests::isNarrow);
        deliveries.claim("r1", now, Duration.ofSeconds(10), 4).join();
        assertThat(sql.plans(explain)).contains("webhook_delivery_").satisfies(OutboxPlanTests::isNarrow);
        deliveries.forget(now, 500).join();
        assertThat(sql.plans(explain)).contains("webhook_delivery_ended").satisfies(OutboxPlanTests::isNarrow);
        deliveries.list("", Long.MAX_VALUE, 50);
        assertThat(sql.plans(explain)).doesNotContain("TEMP B-TREE", "Sort");
        new DueGates(JdbcClient.create(sql.source()), db.writes, db.outbox).since(now, 100);
        assertThat(sql.plans(explain)).contains("session_gate_due").doesNotContain("Seq Scan");
    }

    private static void isNarrow(String plan) {
        assertThat(plan)
                .doesNotContain(
                        "SCAN webhook_delivery\n",
                        "SCAN d\n",
                        "SCAN e\n",
                        "Seq Scan on webhook_delivery",
                        "Seq Scan on session");
    }

    /** Each statement by itself, on the connections that are recorded. */
    private static final class AtOnce implements Writes {
        @Override
        public <T extends @Nullable Object> CompletableFuture<T> submit(Supplier<T> change) {
            return CompletableFuture.completedFuture(change.get());
        }

        @Override
        public <T extends @Nullable Object> T exclusively(RunId run, Supplier<T> work) {
            return work.get();
        }
    }
}
