package dev.marksheet.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.access.Submitter;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.store.database.Schema;
import dev.marksheet.store.database.TaskConnections;
import dev.marksheet.store.database.Transactions;
import dev.marksheet.store.database.WriteQueue;
import dev.marksheet.store.database.WriterConnections;
import dev.marksheet.store.database.Writes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** A fresh database with the stores on top, and the values that tests put into it. */
public final class Database implements AutoCloseable {

    public static final Instant NOW = Instant.ofEpochMilli(1_000_000);

    public final HikariDataSource source;

    /** Who sends what is stored from now on; null where no key is asked for. */
    public volatile @Nullable Submitter submitter;

    private final WriterConnections writer;
    public final JdbcClient jdbc;
    public final Writes writes;
    public final JobStore jobs;
    public final SessionStore sessions;
    public final SettingsStore settings;
    public final JobQueries jobQueries;
    public final SessionQueries sessionQueries;
    public final OpenJobs openJobs;
    public final Outbox outbox;

    private Database(String url, Schema schema, BiFunction<TransactionTemplate, JdbcClient, Writes> makeWrites) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(4);
        source = new HikariDataSource(config);
        jdbc = JdbcClient.create(source);
        writer = new WriterConnections(source, schema == Schema.SQLITE ? 1 : source.getMaximumPoolSize());
        writes = makeWrites.apply(new TransactionTemplate(writer.transactions()), jdbc);
        jobs = new JobStore(jdbc, writes, new Random(7), () -> submitter);
        openJobs = new OpenJobs(jdbc, writes);
        outbox = new Outbox(jdbc, writes, Clock.systemUTC());
        settings = new SettingsStore(jdbc, writes, outbox);
        jobQueries = new JobQueries(jdbc, jobs);
        sessionQueries = new SessionQueries(jdbc);
        sessions = new SessionStore(jdbc, new NamedParameterJdbcTemplate(source), writes, outbox);
    }

    public static Database sqlite(Path folder) {
        String url = MigratedDatabase.sqlite(folder.resolve("test.db"));
        return new Database(url, Schema.SQLITE, (transaction, jdbc) -> new WriteQueue(transaction));
    }

    public static Database postgresql() {
        return new Database(MigratedDatabase.postgresql(), Schema.POSTGRESQL, Transactions::new);
    }

    String url() {
        return source.getJdbcUrl();
    }

    /** Runs a statement as an operator would. */
    public void sql(String statement) {
        jdbc.sql(statement).update();
    }

    /** The number that a query gives. */
    public long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }

    public FairShareTurns turns() {
        return new FairShareTurns(jdbc);
    }

    public Deliveries deliveries() {
        return new Deliveries(jdbc, writes);
    }

    public DueGates dueGates() {
        return new DueGates(jdbc, writes, outbox);
    }

    public DatasetStore datasets() {
        return new DatasetStore(jdbc, new NamedParameterJdbcTemplate(source), writes);
    }

    public DatasetFeeds datasetFeeds() {
        return new DatasetFeeds(jdbc, writes);
    }

    public DatasetQueries datasetQueries() {
        return new DatasetQueries(jdbc);
    }

    CallKeys callKeys() {
        return new CallKeys(jdbc, writes);
    }

    public SessionDeletions deletions() {
        return new SessionDeletions(jdbc, new JdbcTemplate(source), writes);
    }

    public Cancellations cancellations() {
        return new Cancellations(jdbc, writes, outbox);
    }

    public AdviceVersions adviceVersions() {
        return new AdviceVersions(jdbc, writes);
    }

    public TaskConnections taskConnections() {
        return new TaskConnections(new TransactionAwareDataSourceProxy(source), source);
    }

    public ScoreJob accept(String session) {
        return jobs.accept(request(session), NOW).join();
    }

    /** A job that was accepted and started. */
    public ScoreJob running(String session) {
        ScoreJob job = accept(session);
        jobs.start(job.id(), job.run(), NOW.plusMillis(1)).join();
        return job;
    }

    List<JobStore.Open> open() {
        List<JobStore.Open> open = new ArrayList<>();
        OpenJobs.Page page;
        long after = 0;
        do {
            page = openJobs.page(after, openJobs.latestSequence());
            open.addAll(page.jobs());
            after = page.last();
        } while (page.more());
        return open;
    }

    Optional<JobStatus> status(JobId id) {
        return jobQueries.find(id).map(ScoreJob::status);
    }

    public SessionReport report(RunId run) {
        return sessionQueries.find(run).orElseThrow();
    }

    /** Records one job as a process does that knows of no other: numbers it by what it reads. */
    void recordAlone(ScoreJob job) {
        // In one process nobody records for a session while another does.
        synchronized (writes instanceof WriteQueue ? this : new Object()) {
            sessions.exclusively(job.run(), () -> {
                SessionReport before = report(job.run());
                int number = before.csv().rows() + 1;
                return sessions.record(List.of(row(number, job, 0.5)), counted(before, number, 0.5, NOW))
                        .join();
            });
        }
    }

    /** Records rows and figures as they are. */
    public void record(SessionReport after, Row... rows) {
        sessions.exclusively(
                after.run(), () -> sessions.record(List.of(rows), after).join());
    }

    public static ScoreRequest request(String session) {
        return new ScoreRequest(
                new SessionId(session),
                Sample.of("为什么? \"why\"\r\n\\ 👩‍💻", "because", List.of("one", " two ", "Почему, über"), null),
                List.of("faithfulness", "context_recall"),
                Map.of("faithfulness", Map.of("weight", 2)),
                "local",
                "local");
    }

    public static CallResult result(double value) {
        return new CallResult(
                Map.of(
                        "faithfulness",
                        new Score.Scored(value, Evidence.NONE),
                        "context_recall",
                        Score.Skipped.lacking(List.of("ground_truth"), "ground_truth is missing")),
                Map.of(),
                12,
                value);
    }

    public static Row row(int number, ScoreJob job, double value) {
        return new Row(
                number,
                job.id(),
                job.run(),
                request(job.session().value()),
                result(value),
                NOW.plusMillis(10L + number));
    }

    /** The figures with as many rows as {@code rows} and one more score. */
    public static SessionReport counted(SessionReport before, int rows, double value, Instant latest) {
        MetricStat stat =
                before.metrics().getOrDefault("faithfulness", MetricStat.EMPTY).plus(value);
        return new SessionReport(
                before.session(),
                before.run(),
                before.createdAt(),
                before.version(),
                before.counts(),
                before.chineseCalls() + 1,
                latest,
                new SessionReport.Csv(rows, 100L * rows, 0),
                new SessionReport.Models(Set.of("local"), Set.of("local")),
                new SessionReport.Figures(Map.of("faithfulness", stat), Map.of(), Judging.NONE),
                before.prose());
    }

    @Override
    public void close() {
        if (writes instanceof WriteQueue queue) {
            queue.close();
        }
        writer.close();
        source.close();
    }
}
