package dev.marksheet.job;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls that this process works on, so that one that nobody wants any more can be stopped: its worker is interrupted
 * while it waits for the judge, and at no other time. Safe for use by many threads at once.
 */
public final class RunningCalls {

    private final Map<JobId, Call> calls = new ConcurrentHashMap<>();

    /** What a judge is asked for. */
    interface Scoring {

        CallResult score() throws InterruptedException;
    }

    /** Enters a call before it is begun, so that whoever cancels it meanwhile finds it. Close it at the end. */
    Call enter(JobId id, RunId run) {
        Call call = new Call(id, run);
        calls.put(id, call);
        return call;
    }

    /** Those for which a judge is asked just now. */
    public List<JobId> scoring() {
        List<JobId> ids = new ArrayList<>();
        calls.forEach((id, call) -> {
            if (call.isScoring()) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Stops those of the calls that are here. */
    public void stop(Collection<JobId> ids) {
        ids.forEach(id -> calls.computeIfPresent(id, (same, call) -> call.stopped()));
    }

    /** Stops the calls of a run that are here. */
    public void stop(RunId run) {
        calls.values().stream().filter(call -> call.run.equals(run)).forEach(Call::stopped);
    }

    /** One call; its worker alone scores and closes it. */
    final class Call implements AutoCloseable {

        private final JobId id;
        private final RunId run;
        private boolean stopped;
        private @Nullable Thread worker;

        private Call(JobId id, RunId run) {
            this.id = id;
            this.run = run;
        }

        /**
         * Has the call scored.
         *
         * @return empty if it was stopped: no request of it goes out any more
         * @throws InterruptedException if the worker was interrupted for another reason
         */
        Optional<CallResult> score(Scoring scoring) throws InterruptedException {
            if (!begin()) {
                return Optional.empty();
            }
            try {
                CallResult result = scoring.score();
                return end() ? Optional.of(result) : Optional.empty();
            } catch (InterruptedException | RuntimeException e) {
                if (end()) {
                    throw e;
                }
                return Optional.empty();
            } finally {
                end();
            }
        }

        private synchronized boolean begin() {
            worker = stopped ? null : Thread.currentThread();
            return !stopped;
        }

        /** Takes an interrupt back that came too late; false if the call was stopped. */
        private synchronized boolean end() {
            if (worker != null && stopped) {
                Thread.interrupted();
            }
            worker = null;
            return !stopped;
        }

        private synchronized boolean isScoring() {
            return worker != null && !stopped;
        }

        private synchronized Call stopped() {
            stopped = true;
            if (worker != null) {
                worker.interrupt();
            }
            return this;
        }

        @Override
        public void close() {
            calls.remove(id, this);
        }
    }
}
