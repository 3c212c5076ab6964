package dev.marksheet.job;

import dev.marksheet.job.record.SessionRecorder;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.report.old.OldOutputs;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.store.AdoptedCalls;
import dev.marksheet.threads.Futures;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes the sessions, calls, scores and times over that the Python program left in a folder. What was taken over before is
 * left as it is, so it may be done again; no judge is asked. Safe for use by many threads at once.
 */
@Component
public final class Importer {

    private final AdoptedCalls calls;
    private final SessionRecorder recorder;
    private final MetricCatalog catalog;

    Importer(AdoptedCalls calls, SessionRecorder recorder, MetricCatalog catalog) {
        this.calls = calls;
        this.recorder = recorder;
        this.catalog = catalog;
    }

    /**
     * What was found.
     *
     * @param sessions that calls were taken over of
     * @param scored calls that were taken over
     * @param failed calls that were taken over without a score
     * @param there calls that were there already
     * @param open calls that had not ended, and are left out
     */
    public record Counts(int sessions, int scored, int failed, int there, int open) {}

    /** @throws IllegalStateException if it is no such folder; the message says so */
    public Counts run(String folder) {
        Count count = new Count();
        int open = new OldOutputs(folder).read(count::take);
        return new Counts(count.sessions.size(), count.scored, count.failed, count.there, open);
    }

    private final class Count {

        private final Set<RunId> sessions = new HashSet<>();
        private int scored;
        private int failed;
        private int there;

        private void take(OldOutputs.Call call) {
            Row row = call.row();
            Row meaning =
                    row.with(row.result().meaning(CallScorer.mean(row.result().scores(), catalog.ranges())));
            if (!Futures.join(calls.adopt(meaning, call.createdAt(), call.startedAt()))) {
                there++;
                return;
            }
            recorder.report(meaning);
            sessions.add(row.run());
            if (row.result().scored() > 0 || row.result().error() == null) {
                scored++;
            } else {
                failed++;
            }
        }
    }
}
