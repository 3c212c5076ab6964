package dev.marksheet.job.record;

import static dev.marksheet.session.CallCounts.counts;

import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions whose counts a test sets, and the prose that came for them. */
final class FakeShelf implements AdviceRefresher.Shelf {

    private final Map<RunId, SessionReport> reports = new HashMap<>();
    final Set<RunId> claimed = new HashSet<>();
    final List<String> kept = new ArrayList<>();
    Usage spent = Usage.NONE;

    RunId set(String session, long ended, long open) {
        RunId run = RunId.of(new SessionId(session));
        SessionReport before = reports.get(run);
        reports.put(run, report(session, ended, open, before == null ? null : before.prose()));
        return run;
    }

    private static SessionReport report(
            String session, long ended, long open, SessionReport.@Nullable AdviceProse prose) {
        SessionId id = new SessionId(session);
        return new SessionReport(
                id,
                RunId.of(id),
                Instant.EPOCH,
                1,
                counts(open, 0, ended, 0),
                0,
                null,
                new SessionReport.Csv((int) ended, 0, 0),
                new SessionReport.Models(Set.of(), Set.of()),
                SessionReport.Figures.NONE,
                prose);
    }

    @Override
    public Optional<SessionReport> find(RunId run) {
        return Optional.ofNullable(reports.get(run));
    }

    @Override
    public boolean claim(RunId run) {
        return claimed.add(run);
    }

    @Override
    public void release(RunId run) {
        claimed.remove(run);
    }

    @Override
    public void spent(SessionReport seen, Usage usage) {
        spent = spent.plus(usage);
    }

    @Override
    public void keep(SessionReport seen, SessionReport.AdviceProse prose, Usage usage) {
        spent(seen, usage);
        RunId run = seen.run();
        SessionReport now = reports.get(run);
        kept.add(now.session().value() + "@" + prose.callsSeen());
        Counts counts = now.counts();
        reports.put(run, report(now.session().value(), counts.ended(), counts.of(JobStatus.QUEUED), prose));
    }
}
