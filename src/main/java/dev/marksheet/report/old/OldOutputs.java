package dev.marksheet.report.old;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.text.Sha256;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The outputs folder of the Python program whose contract and files these are: {@code score-session/*}{@code /scores.csv} and
 * {@code metadata.json}, {@code score-session-jobs/*.json} and {@code _sessions/*.json}. It is read and never written. Not for
 * use by several threads.
 */
public final class OldOutputs {

    private static final String SEPARATOR = " |||| ";

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .get();

    /** Columns that are no metrics. */
    private static final Set<String> FIXED = Set.of(
            "sample_id",
            "question",
            "answer",
            "contexts",
            "ground_truth",
            "error",
            "judge_model",
            "embedding_model",
            "run_id",
            "job_id",
            "weighted_score");

    private final Path folder;
    private final OldJobs jobs;

    /** @throws IllegalStateException if it is no such folder */
    public OldOutputs(String folder) {
        this.folder = Path.of(folder);
        if (!Files.isDirectory(this.folder.resolve("score-session"))
                && !Files.isDirectory(this.folder.resolve("score-session-jobs"))) {
            throw new IllegalStateException(
                    folder + " has neither score-session nor score-session-jobs: name the old outputs folder");
        }
        if (Files.exists(this.folder.resolve("marksheet.db"))) {
            throw new IllegalStateException(folder + " is a folder of this program, not of the one before");
        }
        this.jobs = new OldJobs(this.folder.resolve("score-session-jobs"));
    }

    /**
     * A call that had ended.
     *
     * @param row as it is to be reported, without a number; failed calls have no row
     */
    public record Call(Row row, Instant createdAt, Instant startedAt) {}

    /**
     * Reads all calls that ended: of each session those with a row in their order, then the failed ones.
     *
     * @return how many jobs had not ended: they can't be taken over, as their texts are not kept
     */
    public int read(Consumer<Call> calls) {
        Set<String> seen = new HashSet<>();
        for (Path run : folders()) {
            try {
                readRun(run, seen, calls);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return readFailed(seen, calls);
    }

    private List<Path> folders() {
        List<Path> found = new ArrayList<>();
        Path sessions = folder.resolve("score-session");
        if (Files.isDirectory(sessions)) {
            try (DirectoryStream<Path> runs = Files.newDirectoryStream(sessions, Files::isDirectory)) {
                runs.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        found.sort(null);
        return found;
    }

    private void readRun(Path run, Set<String> seen, Consumer<Call> calls) throws IOException {
        Path scores = run.resolve("scores.csv");
        if (!Files.exists(scores)) {
            return;
        }
        OldJob metadata = jobs.read(run.resolve("metadata.json"));
        String name = run.getFileName().toString();
        SessionId session = new SessionId(metadata.text(
                "session_id", jobs.sessionOf(name, name.startsWith("session-") ? name.substring(8) : name)));
        Instant created =
                metadata.time("created_at", Files.getLastModifiedTime(scores).toInstant());
        try (Reader in = Files.newBufferedReader(scores, StandardCharsets.UTF_8);
                CSVParser rows = FORMAT.parse(in)) {
            for (CSVRecord row : rows) {
                Call call = call(session, row, created);
                seen.add(cell(row, "job_id"));
                calls.accept(call);
            }
        }
    }

    private Call call(SessionId session, CSVRecord row, Instant created) {
        OldJob job = jobs.job(cell(row, "job_id"));
        Sample sample = Sample.of(
                cell(row, "question"),
                cell(row, "answer").isEmpty() ? null : cell(row, "answer"),
                cell(row, "contexts").isEmpty()
                        ? List.of()
                        : Arrays.asList(cell(row, "contexts").split(" \\|\\|\\|\\| ", -1)),
                cell(row, "ground_truth").isEmpty() ? null : cell(row, "ground_truth"));
        Map<String, Score> scores = scores(row, job);
        ScoreRequest request = new ScoreRequest(
                session,
                sample,
                List.copyOf(scores.keySet()),
                Map.of(),
                cell(row, "judge_model"),
                cell(row, "embedding_model"));
        return ended(idOf(cell(row, "job_id"), session, cell(row, "sample_id")), request, scores, job, created);
    }

    private static Map<String, Score> scores(CSVRecord row, OldJob job) {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (String metric : row.getParser().getHeaderNames()) {
            if (!metric.isBlank() && !FIXED.contains(metric)) {
                OldJob.score(cell(row, metric), metric, job, cell(row, "error"))
                        .ifPresent(score -> scores.put(metric, score));
            }
        }
        return scores;
    }

    private static String cell(CSVRecord row, String column) {
        return row.isMapped(column) && row.isSet(column) ? row.get(column) : "";
    }

    private int readFailed(Set<String> seen, Consumer<Call> calls) {
        int[] open = {0};
        jobs.each(job -> {
            String id = job.text("job_id", "");
            if (seen.contains(id) || id.isEmpty()) {
                return;
            }
            if (job.text("status", "").equals("failed")) {
                calls.accept(failed(id, job));
            } else {
                open[0]++;
            }
        });
        return open[0];
    }

    private static Call failed(String id, OldJob job) {
        SessionId session = new SessionId(job.text("session_id", "imported"));
        OldJob summary = job.inner("request_summary");
        Map<String, Score> scores = new LinkedHashMap<>();
        String why = job.text("error", "failed before it was imported");
        summary.texts("metrics").forEach(metric -> scores.put(metric, new Score.Failed(why)));
        if (scores.isEmpty()) {
            scores.put("faithfulness", new Score.Failed(why));
        }
        ScoreRequest request = new ScoreRequest(
                session,
                Sample.of(summary.text("question", "?"), summary.textOrNull("answer"), List.of(), null),
                List.copyOf(scores.keySet()),
                Map.of(),
                summary.text("judge_model", ""),
                summary.text("embedding_model", ""));
        return ended(idOf(id, session, id), request, scores, job, Instant.EPOCH);
    }

    private static Call ended(
            JobId id, ScoreRequest request, Map<String, Score> scores, OldJob job, Instant byDefault) {
        Instant created = job.time("created_at", byDefault);
        Instant started = job.time("started_at", created);
        Instant finished = job.time("finished_at", started);
        long latency = job.number("latency_ms", Math.max(0, finished.toEpochMilli() - started.toEpochMilli()));
        CallResult result = new CallResult(scores, Map.of(), latency, null);
        return new Call(new Row(0, id, RunId.of(request.session()), request, result, finished), created, started);
    }

    /** The old id where it is one of ours; else one that is the same each time. */
    private static JobId idOf(String old, SessionId session, String sample) {
        return old.matches("[0-9a-f]{12}")
                ? new JobId(old)
                : new JobId(Sha256.hex(session.value() + SEPARATOR + sample + SEPARATOR + old, 6));
    }
}
