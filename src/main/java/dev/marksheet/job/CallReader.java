package dev.marksheet.job;

import dev.marksheet.query.JobQueries;
import dev.marksheet.session.Forgotten;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.JobStore;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a call with all its words, large ones only while there is room for them. Safe for use by many threads at once. */
public final class CallReader {

    private final JobQueries jobs;
    private final JobStore requests;
    private final LargeTexts texts;

    CallReader(JobQueries jobs, JobStore requests, LargeTexts texts) {
        this.jobs = jobs;
        this.requests = requests;
        this.texts = texts;
    }

    /** A call with what was asked, what was found, and why; to be closed when its texts are needed no more. */
    public record Call(ScoreRequest request, ScoreJob job, LargeTexts.@Nullable Share room) implements AutoCloseable {

        @Override
        public void close() {
            if (room != null) {
                room.giveBack();
            }
        }
    }

    /**
     * A call of this run; empty when the run has none with this id.
     *
     * @throws LargeTextsBusyException if the call is large and there is no room for its texts now
     */
    public Optional<Call> call(RunId run, JobId id) {
        Optional<ScoreJob> job =
                jobs.findWithEvidence(id).filter(found -> found.run().equals(run));
        if (job.isEmpty()) {
            return Optional.empty();
        }
        LargeTexts.Share room = room(requests.requestLength(id));
        try {
            ScoreRequest request = requests.request(id)
                    .orElseGet(() ->
                            Forgotten.request(job.get().session(), job.get().request()));
            return Optional.of(new Call(request, job.get(), room));
        } catch (RuntimeException | Error e) {
            if (room != null) {
                room.giveBack();
            }
            throw e;
        }
    }

    private LargeTexts.@Nullable Share room(long characters) {
        if (characters <= LargeTexts.SMALL) {
            return null;
        }
        LargeTexts.Share room = texts.tryTake(characters);
        if (room == null) {
            throw new LargeTextsBusyException();
        }
        return room;
    }
}
