package dev.marksheet.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.query.CallQuery.Bound;
import dev.marksheet.query.CallQuery.Only;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.store.Database;
import dev.marksheet.store.Json;
import dev.marksheet.store.RecordedSql;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How both databases find what they are asked for: by an index, at its place, without sorting. */
class QueryPlanTests {

    private static final RunId RUN = new RunId("session-long");

    /** Enough rows for a planner to see that an index pays. */
    private static final String DATA = """
            insert into session (run_id, session_id, search_name, created_at, latest_finished_at, queued)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 3000)
            select 'session-s' || i, 's' || i, 's' || i, i, case when i % 3 = 0 then null else 1000 + i end, 0 from n;
            insert into session (run_id, session_id, search_name, created_at) values ('session-long', 'long', 'long', 1);
            insert into job (job_id, run_id, status, created_at, summary, sample_number, mean_score, injections)
            with recursive n(i) as (select 1 union all select i + 1 from n where i < 30000)
            select cast(100000000000 + i as text), case when i % 3 = 0 then 'session-long' else 'session-s' || (1 + i % 3) end,
                   case when i > 29970 or i > 25000 and i % 3 > 0 then 'queued' else 'completed' end, i, 'SUMMARY', i,
                   case when i % 2 = 0 then 0 else 0.5 end, case when i % 5000 < 3 then '[]' end from n;
            update job set item = 'i' || seq where seq % 3 = 0;
            update job set status = 'failed' where seq % 7000 = 0;
            insert into job_metadata (run_id, metadata_key, metadata_value, seq)
            select run_id, 'k', 'v' || (seq % 4), seq from job where seq % 3 < 2;
            insert into session_label (run_id, label_key, label_value)
            select run_id, 'k', case when created_at % 1000 = 7 then 'few' else 'many' end from session;
            insert into score (run_id, metric, seq, sample_number, outcome, value)
            select run_id, 'm', seq, sample_number, 'scored', mean_score from job;
            """;

    private static final String SUMMARY =
            Json.write(Database.request("long").summary()).replace("'", "''");

    @TempDir
    static Path folder;

    /** Filled once: what looks at plans changes nothing. */
    private static final Map<Kind, Database> FILLED = new EnumMap<>(Kind.class);

    private Database db;
    private RecordedSql sql;
    private String explain;

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    private void open(Kind kind) {
        db = FILLED.computeIfAbsent(kind, QueryPlanTests::filled);
        explain = kind == Kind.SQLITE ? "explain query plan" : "explain";
        sql = new RecordedSql(db.source);
    }

    private static Database filled(Kind kind) {
        Database db = kind == Kind.SQLITE ? Database.sqlite(folder) : Database.postgresql();
        for (String statement : DATA.split(";\n")) {
            db.jdbc.sql(statement.replace("SUMMARY", SUMMARY)).update();
        }
        if (kind == Kind.POSTGRESQL) {
            db.jdbc.sql("analyze").update();
        }
        return db;
    }

    @AfterAll
    static void close() {
        FILLED.values().forEach(Database::close);
        FILLED.clear();
    }

    @ParameterizedTest
    @EnumSource
    void readsTheWorstCallsFromAnIndex(Kind kind) {
        open(kind);

        new JobQueries(JdbcClient.create(sql.source()), db.jobs).worstOfRun(RUN, 10);

        assertThat(sql.plans(explain)).contains("job_worst_first").satisfies(QueryPlanTests::isFlat);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheRunListFromAnIndexWhereverThePageLies(Kind kind) {
        open(kind);
        RunList list = new RunList(JdbcClient.create(sql.source()), sessions());
        RunQuery.Place place = new RunQuery.Place("2000", "session-s1000");

        for (boolean reversed : new boolean[] {false, true}) {
            list.find(runs(reversed, null), 10);
            assertThat(sql.plans(explain)).contains("session_by_activity").satisfies(QueryPlanTests::isFlat);
            list.find(runs(reversed, place), 10);
            assertThat(sql.plans(explain))
                    .contains("session_by_activity")
                    .matches(plan -> entersAt(kind, plan), "enters the index at the place")
                    .satisfies(QueryPlanTests::isFlat);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsSessionsFromAnIndexWhereverThePageLies(Kind kind) {
        open(kind);

        sessions().latestFirst(2000, "session-s1000", 10);

        assertThat(sql.plans(explain))
                .contains("session_by_latest_finish")
                .matches(plan -> entersAt(kind, plan), "enters the index at the place");
    }

    @ParameterizedTest
    @EnumSource
    void findsTheFewOpenAndInjectedCallsOfALongRun(Kind kind) {
        open(kind);

        calls().find(query(null, Only.INJECTED, null), null, 10);
        assertThat(sql.plans(explain)).contains("job_injected").satisfies(QueryPlanTests::isFlat);
        calls().find(query(null, Only.OPEN, null), null, 10);
        assertThat(sql.plans(explain)).contains("job_open").satisfies(QueryPlanTests::isFlat);
    }

    @ParameterizedTest
    @EnumSource
    void readsTheWorstCallsOfARunFromAnIndex(Kind kind) {
        open(kind);

        calls().find(query(CallQuery.MEAN, null, null), null, 10);
        assertThat(sql.plans(explain)).contains("job_ranked").satisfies(QueryPlanTests::isFlat);
        calls().find(query(CallQuery.MEAN, null, null), new CallQuery.Place(0.5, 9000), 10);
        assertThat(sql.plans(explain)).contains("job_ranked").satisfies(QueryPlanTests::isFlat);
    }

    @ParameterizedTest
    @EnumSource
    void looksAThresholdUpCallByCall(Kind kind) {
        open(kind);
        Bound bound = new Bound("m", 0.3, true);

        calls().find(query(null, null, bound), new CallQuery.Place(null, 9000), 10);
        assertThat(sql.plans(explain))
                .containsPattern("job_of_run|job_pkey")
                .containsPattern("sqlite_autoindex_score_1 \\(.*seq=\\?|Index Cond: .*metric = .*seq [=<]")
                .satisfies(QueryPlanTests::isFlat);
        calls().find(query("m", null, bound), new CallQuery.Place(0.0, 9000), 10);
        assertThat(sql.plans(explain)).contains("score_worst_first").satisfies(QueryPlanTests::isFlat);
    }

    @ParameterizedTest
    @EnumSource
    void findsJobsOfAllRunsByWhatTheirClientsCallThem(Kind kind) {
        open(kind);

        jobs(new JobFilter(null, Set.of(), "i3000", List.of(), List.of()));
        assertThat(sql.plans(explain)).contains("job_by_item").satisfies(QueryPlanTests::isFlat);
        jobs(new JobFilter(RUN, Set.of(), "i3000", List.of(), List.of()));
        assertThat(sql.plans(explain)).containsPattern("job_(of_run_)?by_item").satisfies(QueryPlanTests::isFlat);
        jobs(new JobFilter(null, Set.of(), null, List.of(new Tag("k", "v1")), List.of()));
        assertThat(sql.plans(explain)).contains("job_metadata_by_value").satisfies(QueryPlanTests::isFlat);
        jobs(new JobFilter(RUN, Set.of(), null, List.of(new Tag("k", "v1")), List.of()));
        assertThat(sql.plans(explain)).contains("job_metadata").satisfies(QueryPlanTests::isFlat);
    }

    @ParameterizedTest
    @EnumSource
    void findsTheFewJobsThatFailedOrAreOpen(Kind kind) {
        open(kind);

        jobs(new JobFilter(null, Set.of(JobStatus.FAILED), null, List.of(), List.of()));
        assertThat(sql.plans(explain)).contains("job_without_row").satisfies(QueryPlanTests::isFlat);
        jobs(new JobFilter(RUN, Set.of(JobStatus.FAILED), null, List.of(), List.of()));
        assertThat(sql.plans(explain))
                .containsPattern("job_(of_run_)?without_row")
                .satisfies(QueryPlanTests::isFlat);
        jobs(new JobFilter(RUN, Set.of(JobStatus.QUEUED), null, List.of(), List.of()));
        assertThat(sql.plans(explain)).contains("job_open").satisfies(QueryPlanTests::isFlat);
        // PostgreSQL may sort what it finds: no more than the open calls, which have a bound.
        jobs(JobFilter.NONE.orHeld());
        assertThat(sql.plans(explain)).contains("job_open").doesNotContain("Seq Scan on job", "SCAN j");
        jobs(new JobFilter(RUN, Set.of(JobStatus.RUNNING), null, List.of(), List.of()).orHeld());
        assertThat(sql.plans(explain)).contains("job_open").doesNotContain("Seq Scan on job", "SCAN j");
        jobs(new JobFilter(RUN, Set.of(), null, List.of(), List.of(new Bound("m", 0.3, true))));
        assertThat(sql.plans(explain)).containsPattern("job_of_run|job_pkey").satisfies(QueryPlanTests::isFlat);
    }

    @ParameterizedTest
    @EnumSource
    void findsTheFewSessionsWithALabel(Kind kind) {
        open(kind);
        RunFilter few = new RunFilter("", RunFilter.State.ALL, List.of(new Tag("k", "few")), null, null, null);

        sessions().latestFirst(few, Long.MAX_VALUE, "", 10);

        assertThat(sql.plans(explain)).containsPattern("session_label_by_value|session_label_pkey");
    }

    private void jobs(JobFilter filter) {
        new JobList(JdbcClient.create(sql.source())).newestFirst(filter, Long.MAX_VALUE, 10);
    }

    @ParameterizedTest
    @EnumSource
    void readsAPageOfSessionsWithAsManyStatementsAsOneSession(Kind kind) {
        open(kind);
        sessions().find(RUN);
        int one = sql.count();

        sessions().latestFirst(Long.MAX_VALUE, "", 500);
        int listed = sql.count();
        sessions()
                .find(IntStream.rangeClosed(1, 500)
                        .mapToObj(i -> new RunId("session-s" + i))
                        .toList());
        int named = sql.count();

        assertThat(one).isEqualTo(3);
        assertThat(listed).isEqualTo(one);
        assertThat(named).isEqualTo(one);
    }

    private static RunQuery runs(boolean reversed, RunQuery.Place after) {
        return new RunQuery(RunFilter.NONE, RunQuery.Sort.LATEST, "", reversed, after);
    }

    private static CallQuery query(String metric, Only only, Bound bound) {
        return new CallQuery(RUN, metric, metric != null, only, bound, null);
    }

    private SessionQueries sessions() {
        return new SessionQueries(JdbcClient.create(sql.source()));
    }

    private CallQueries calls() {
        return new CallQueries(JdbcClient.create(sql.source()));
    }

    /** Neither sorts what it has read nor reads a table of calls or sessions from its start. */
    private static void isFlat(String plan) {
        assertThat(plan).doesNotContain("TEMP B-TREE", "Sort", "Seq Scan on job", "Seq Scan on score", "SCAN j");
        assertThat(plan)
                .doesNotContainPattern("SCAN s\\b(?! USING (COVERING )?INDEX)")
                .doesNotContain("Seq Scan on session");
    }

    private static boolean entersAt(Kind kind, String plan) {
        return kind == Kind.SQLITE ? plan.contains("SEARCH s") && !plan.contains("SCAN") : plan.contains("Index Cond");
    }
}
