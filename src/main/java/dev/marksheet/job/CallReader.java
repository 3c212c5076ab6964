package dev.marksheet.job;

import dev.marksheet.session.CallQuery;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.CallStore;
import dev.marksheet.store.JobStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the calls of a run as people look at them: page by page in any order, and one with all its words. Thread-safe. */
public final class CallReader {

    private final CallStore calls;
    private final JobStore jobs;
    private final LargeTexts texts;

    CallReader(CallStore calls, JobStore jobs, LargeTexts texts) {
        this.calls = calls;
        this.jobs = jobs;
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
     * Up to {@code limit} calls, without evidence.
     *
     * @param after the place of the last call seen; null to start
     */
    public List<ScoreJob> find(CallQuery query, CallQuery.@Nullable Place after, int limit) {
        return calls.find(query, after, limit);
    }

    /** The calls with the lowest mean of those scores whose best is 1, the worst first. */
    public List<ScoreJob> worst(RunId run, int limit) {
        return jobs.worstOfRun(run, limit);
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
        LargeTexts.Share room = room(jobs.requestLength(id));
        try {
            return jobs.request(id).map(request -> new Call(request, job.get(), room));
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
