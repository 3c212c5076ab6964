package dev.marksheet.job;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.store.JobStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where accepted calls wait, and who hands them to the workers: the sessions in turn, so many calls at a time as there
 * are workers, each call at least once. Safe for use by many threads at once.
 */
public interface CallQueue {

    /** What is done with a call whose turn has come. It may be done again with a call that it did not end. */
    interface Work {

        /**
         * @throws InterruptedException if the call was stopped before it ended: it is handed out again later
         * @throws BudgetSpentException if the session's budget is spent: the call was not begun and waits until there is more
         * @throws JudgeOutageException if the judge's endpoint is out of use: the call waits until it is back
         * @throws RuntimeException if disk or database refuse, or the call can't be scored: it is handed out again after
         *     a pause that grows with every failure
         */
        void run(JobStore.Open call) throws InterruptedException;
    }

    /**
     * Stores a call and lets it wait for its turn. When this returns, the call is durable and will be handed out,
     * whatever happens to this process.
     *
     * @param key the client's name for the call, if it gave one
     * @return empty if another call stands under the key: nothing was stored
     * @throws JobQueueFullException if too many calls wait; nothing was stored
     */
    Optional<ScoreJob> accept(ScoreRequest request, @Nullable CallKey key);

    /** The same with a call that has no key. */
    default ScoreJob accept(ScoreRequest request) {
        return accept(request, null).orElseThrow();
    }

    /**
     * Stores calls of a dataset, or such that mark jobs of other sessions anew, in their order, and lets them wait for their
     * turns; of the latter, those that are there already are left out.
     *
     * @param afterwards done in the same transaction
     * @throws JobQueueFullException if too many calls wait; nothing was stored
     */
    void acceptAll(List<ScoreRequest> requests, Runnable afterwards);

    /**
     * Lets calls of a run wait for their turns again that have failed, or have a failed metric. Belongs into
     * {@code SessionStore.exclusively}.
     *
     * @param after the sequence behind which they are looked for
     * @param only this one; null for all
     * @param limit so many at most
     * @return them, in the order of their acceptance
     * @throws JobQueueFullException if too many calls wait; nothing was changed
     */
    JobStore.Retried retry(RunId run, long after, @Nullable JobId only, int limit);

    /** Hands calls out from now on, those first that a stop or a crash has left open. */
    void start(Work work);

    /**
     * Lets calls of a run go that wait in this process' memory and will never run: they were cancelled or deleted, and are
     * not begun even if they stay.
     */
    void forget(RunId run, Predicate<JobId> calls);

    /** Lets the calls that wait for a session's budget go on with its change. Belongs into the transaction that makes it. */
    void budgetChanges(RunId run);

    /** A session's budget is another one now: hands out the calls that waited for that. */
    void budgetChanged(RunId run);

    /** The judge's endpoint is back: hands out the calls that waited for it. */
    void endpointIsBack();

    /** Hands nothing out any more. Running calls get the grace time, then they are interrupted. */
    void stop();
}
