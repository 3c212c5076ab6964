package dev.marksheet.store;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Counts;
import dev.marksheet.session.Forgotten;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Judging;
import dev.marksheet.session.RequestSummary;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Rows of the database as values. */
public final class Mapping {

    private static final Logger LOG = LoggerFactory.getLogger(Mapping.class);
    private static final String UNREADABLE =
            "what is stored of this call can't be read; the log of the service says where it breaks off";

    /** The columns of a session that count its calls, one per status. */
    public static final String COUNTERS =
            Stream.of(JobStatus.values()).map(JobStatus::wireName).collect(Collectors.joining(", "));

    private Mapping() {}

    /** The job; where some of what is stored of it can't be read, what is left, with an error that says so. */
    public static ScoreJob job(ResultSet row, Map<String, Evidence> evidence) throws SQLException {
        try {
            return whole(row, evidence);
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            LOG.warn("What is stored of job {} can't be read: {}", row.getString("job_id"), e.getMessage());
            return unreadable(row);
        }
    }

    private static ScoreJob unreadable(ResultSet row) throws SQLException {
        Long latency = nullableLong(row, "latency_ms");
        return new ScoreJob(
                row.getLong("seq"),
                new JobId(row.getString("job_id")),
                new SessionId(row.getString("session_id")),
                new RunId(row.getString("run_id")),
                JobStatus.ofWireName(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                RequestSummary.UNREADABLE,
                nullableInt(row, "sample_number"),
                latency == null ? null : new CallResult(Map.of(), Map.of(), latency, null),
                UNREADABLE);
    }

    private static ScoreJob whole(ResultSet row, Map<String, Evidence> evidence) throws SQLException {
        JobStatus status = JobStatus.ofWireName(row.getString("status"));
        // A result is kept before it is reported; until then the job shows none, nor does one that was cancelled then.
        boolean ended = status.hasResult();
        return new ScoreJob(
                row.getLong("seq"),
                new JobId(row.getString("job_id")),
                new SessionId(row.getString("session_id")),
                new RunId(row.getString("run_id")),
                status,
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                Json.readSummary(row.getString("summary")),
                nullableInt(row, "sample_number"),
                ended ? result(row, evidence) : null,
                null);
    }

    /** The hash alone; what it stands for is looked up where it is needed. */
    private static @Nullable JudgeFingerprint fingerprint(ResultSet row) throws SQLException {
        String hash = row.getString("fingerprint");
        return hash == null ? null : new JudgeFingerprint(hash, null);
    }

    static JobStore.Open open(ResultSet row) throws SQLException {
        return new JobStore.Open(
                new JobId(row.getString("job_id")),
                new RunId(row.getString("run_id")),
                row.getBoolean("scored"),
                row.getInt("starts"),
                row.getInt("retries"));
    }

    static Row unreported(
            JobId id, ResultSet row, ScoreRequest request, Map<String, Evidence> evidence, Instant finishedAt)
            throws SQLException {
        return new Row(0, id, new RunId(row.getString("run_id")), request, result(row, evidence), finishedAt);
    }

    private static ScoreRequest request(ResultSet row) throws SQLException {
        String request = row.getString("request");
        return request == null
                ? Forgotten.request(
                        new SessionId(row.getString("session_id")), Json.readSummary(row.getString("summary")))
                : Json.readRequest(request);
    }

    public static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("sample_number"),
                new JobId(row.getString("job_id")),
                new RunId(row.getString("run_id")),
                request(row),
                result(row, Map.of()),
                Instant.ofEpochMilli(row.getLong("finished_at")));
    }

    static CallResult result(ResultSet row, Map<String, Evidence> evidence) throws SQLException {
        return new CallResult(
                Json.readScores(row.getString("scores"), evidence),
                Json.readUsage(row.getString("usage")),
                row.getLong("latency_ms"),
                nullableDouble(row, "mean_score"),
                fingerprint(row),
                Json.readInjections(row.getString("injections")));
    }

    public static SessionReport session(ResultSet row) throws SQLException {
        String prose = row.getString("prose");
        return new SessionReport(
                new SessionId(row.getString("session_id")),
                new RunId(row.getString("run_id")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"),
                counts(row),
                row.getLong("chinese_calls"),
                instant(row, "latest_finished_at"),
                new SessionReport.Csv(row.getInt("row_count"), row.getLong("csv_length"), row.getLong("csv_checksum")),
                new SessionReport.Models(
                        new LinkedHashSet<>(Json.readStrings(row.getString("judge_models"))),
                        new LinkedHashSet<>(Json.readStrings(row.getString("embedding_models")))),
                new SessionReport.Figures(
                        Map.of(),
                        Map.of(),
                        new Judging(Map.of(), Map.of(), Json.readSum(row.getString("prose_usage")))),
                prose == null ? null : new SessionReport.AdviceProse(prose, row.getLong("prose_calls")),
                settings(row),
                row.getDouble("spent"),
                row.getLong("forgotten"));
    }

    static SessionSettings settings(ResultSet row) throws SQLException {
        String gate = row.getString("gate");
        return new SessionSettings(
                row.getString("name"),
                Json.readPairs(row.getString("labels")),
                row.getInt("pinned") == 1,
                nullableLong(row, "expect"),
                gate == null ? null : Json.readGate(gate),
                nullableDouble(row, "budget"));
    }

    /** Whether a session's calls wait because its budget is spent; from the counters, {@code budget} and {@code spent}. */
    public static boolean held(ResultSet row) throws SQLException {
        return row.getLong(JobStatus.QUEUED.wireName()) > 0
                && SessionSettings.isSpent(nullableDouble(row, "budget"), row.getDouble("spent"));
    }

    /** From a column per status. */
    public static Counts counts(ResultSet row) throws SQLException {
        Map<JobStatus, Long> counts = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            counts.put(status, row.getLong(status.wireName()));
        }
        return new Counts(counts);
    }

    public static MetricStat metricStat(ResultSet row) throws SQLException {
        return new MetricStat(
                row.getLong("scored"),
                row.getLong("failed"),
                row.getLong("skipped"),
                row.getDouble("mean"),
                row.getDouble("squares"),
                row.getDouble("min"),
                row.getDouble("max"),
                Json.readHistogram(row.getString("histogram")),
                Json.readTrend(row.getString("trend")),
                new MetricRange(
                        row.getDouble("lowest"), row.getDouble("highest"), row.getInt("higher_is_better") == 1));
    }

    public static SignalStat signalStat(ResultSet row) throws SQLException {
        return new SignalStat(
                row.getLong("eligible"), row.getLong("hits"), Json.readIntegers(row.getString("examples")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = nullableLong(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long nullableLong(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Double nullableDouble(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static @Nullable Integer nullableInt(ResultSet row, String column) throws SQLException {
        Long value = nullableLong(row, column);
        return value == null
                ? null
                : Integer.valueOf(Objects.requireNonNull(value).intValue());
    }
}
