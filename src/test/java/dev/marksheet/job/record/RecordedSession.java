package dev.marksheet.job.record;

import static dev.marksheet.session.CallCounts.counts;

import dev.marksheet.query.FakeJobQueries;
import dev.marksheet.query.FakeSessionQueries;
import dev.marksheet.report.FakeRunFiles;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Jobs;
import dev.marksheet.session.Reported;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.store.FakeJobStore;
import dev.marksheet.store.FakeSessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A session with its recorder and without disk, database and thread; remembers what happens, in order. */
final class RecordedSession {

    static final RunId RUN = RunId.of(Reported.session("s").report().session());
    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    final FakeJobStore jobs = new FakeJobStore();
    final FakeSessionStore sessions = new FakeSessionStore();
    final FakeSessionQueries queries = new FakeSessionQueries(sessions::find);
    final FakeJobQueries calls = new FakeJobQueries();
    final FakeRunFiles files = new FakeRunFiles();
    final RunDocuments documents = new RunDocuments(calls, queries, Map.of(), report -> List.of());
    final StorageState storage = new StorageState();
    final List<String> events = Collections.synchronizedList(new ArrayList<>());
    final List<Integer> pauses = new ArrayList<>();
    final List<SessionReport> figures = new ArrayList<>();
    Duration pause = Duration.ZERO;
    Runnable onTelling = () -> {};
    private int made;

    final SessionRecorder recorder = new SessionRecorder(
            jobs,
            sessions,
            queries,
            files.reports(),
            documents,
            this::changed,
            rows -> event(rows.size() + " ended"),
            run -> event("afterwards"),
            this::pause,
            storage);

    RecordedSession() {
        sessions.put(Reported.session("s").calls(counts(0, 9, 0, 0)).report());
        files.beforeWrite(events::add);
        sessions.beforeCommit(() -> events.add("commit"));
    }

    private void changed(SessionReport before, SessionReport after) {
        figures.add(before);
        figures.add(after);
        event("changed");
    }

    private void event(String what) {
        events.add(what);
        onTelling.run();
    }

    private Duration pause(int failures) {
        pauses.add(failures);
        return pause;
    }

    SessionReport report() {
        return sessions.find(RUN).orElseThrow();
    }

    /** The row of a call that nobody has reported. */
    Row scored(double value) {
        return row(new Score.Scored(value, Evidence.NONE));
    }

    Row failed() {
        return row(new Score.Failed("no reply"));
    }

    private synchronized Row row(Score score) {
        ScoreRequest request = Jobs.request("s", Jobs.sample("why", "because"));
        JobId id = new JobId("%012x".formatted(++made));
        return new Row(0, id, RUN, request, Jobs.result("faithfulness", score), NOW);
    }

    /** What the session's calls come to when so many have ended well. */
    static boolean completed(SessionReport report, long calls) {
        return report.counts().of(JobStatus.COMPLETED) == calls;
    }
}
