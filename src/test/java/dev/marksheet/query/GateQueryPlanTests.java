package dev.marksheet.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.store.Database;
import dev.marksheet.store.RecordedSql;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a gate reads of a session both databases find by an index: the calls of other sessions are not looked at. */
class GateQueryPlanTests {

    private static final RunId RUN = new RunId("session-long");

    /** Most calls are those of other sessions. */
    private static final String DATA = """
            insert into session (run_id, session_id, search_name, created_at) values ('session-long', 'long', 'long', 1);
            insert into job (job_id, run_id, status, created_at, summary, question_key)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)
            select cast(100000000000 + i as text), case when i % 10 = 0 then 'session-long' else 'session-s' || (i % 10) end,
                   case when i > 29900 then 'queued' when i % 700 = 0 then 'failed' else 'completed' end, i, '{}', 'k' || i from n;
            insert into score (run_id, metric, seq, outcome, value)
            select run_id, 'm' || (seq % 3), seq, 'scored', 0.5 from job;
            """;

    @TempDir
    Path folder;

    private Database db;
    private RecordedSql sql;
    private String explain;

    private GateQueries open(QueryPlanTests.Kind kind) {
        boolean sqlite = kind == QueryPlanTests.Kind.SQLITE;
        db = sqlite ? Database.sqlite(folder) : Database.postgresql();
        explain = sqlite ? "explain query plan" : "explain";
        for (String statement : DATA.split(";\n")) {
            db.jdbc.sql(statement).update();
        }
        if (!sqlite) {
            db.jdbc.sql("analyze").update();
        }
        sql = new RecordedSql(db.source);
        return new GateQueries(JdbcClient.create(sql.source()));
    }

    @AfterEach
    void close() {
        db.close();
    }

    @ParameterizedTest
    @EnumSource
    void findsHowFarTheCallsHaveCome(QueryPlanTests.Kind kind) {
        open(kind).frontier(RUN);

        assertThat(sql.plans(explain))
                .containsPattern("job_of_run\\b")
                .contains("job_open_of_run")
                .doesNotContain("Backward using job_pkey", "using job_open on", "Sort", "TEMP B-TREE")
                .satisfies(GateQueryPlanTests::isNarrow);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheScoresOfAMetricFromWhereItWas(QueryPlanTests.Kind kind) {
        open(kind).scores(RUN, "m1", 20_000, 29_000, (sequence, outcome, value) -> {});

        assertThat(sql.plans(explain))
                .containsPattern("sqlite_autoindex_score_1 \\(.*seq>\\?|score_(pkey|unscored|worst_first)")
                .satisfies(GateQueryPlanTests::isNarrow);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheScoresWithTheirItems(QueryPlanTests.Kind kind) {
        open(kind).itemScores(RUN, "m1", true, 20_000, 29_000, (sequence, item, outcome, value) -> {});

        assertThat(sql.plans(explain)).doesNotContain("SCAN", "Seq Scan on score");
    }

    @ParameterizedTest
    @EnumSource
    void findsTheLastExpectedCall(QueryPlanTests.Kind kind) {
        open(kind).sequence(RUN, 1000);

        assertThat(sql.plans(explain)).contains("job_of_run").satisfies(GateQueryPlanTests::isNarrow);
    }

    private static void isNarrow(String plan) {
        assertThat(plan)
                .doesNotContain("SCAN job", "SCAN score", "SCAN s\n", "SCAN j", "Seq Scan on job", "Seq Scan on score");
    }
}
