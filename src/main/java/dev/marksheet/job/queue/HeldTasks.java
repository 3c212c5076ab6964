package dev.marksheet.job.queue;

import dev.marksheet.session.RunId;
import dev.marksheet.store.FairShareTurns;
import dev.marksheet.store.SettingsStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes their tasks away from calls whose session's budget is spent, so that they stand in nobody's way and count for no
 * turn, and gives them new ones. Safe for use by many threads and processes at once.
 */
final class HeldTasks {

    private static final Logger LOG = LoggerFactory.getLogger(HeldTasks.class);

    private final SettingsStore settings;
    private final FairShareTurns turns;
    private final String task;
    private final Clock clock;

    /** @param task the name of the tasks */
    HeldTasks(SettingsStore settings, FairShareTurns turns, String task, Clock clock) {
        this.settings = settings;
        this.turns = turns;
        this.task = task;
        this.clock = clock;
    }

    /**
     * Takes the tasks of a session's waiting calls away, and that of a call whose turn had come, in one transaction with the
     * look at the budget, so that a crash leaves none without a task that nobody would give it back.
     *
     * @param mine the call's task
     * @param process has it in hand
     * @param otherwise done if the budget was raised meanwhile: all tasks are where they were then
     */
    void hold(RunId run, String mine, String process, Runnable otherwise) {
        boolean held = Futures.join(settings.whileSpent(run, () -> {
            int calls = turns.suspend(task, run) + turns.drop(task, mine, process);
            LOG.info("The budget of {} is spent: {} calls wait until it is raised", run.value(), calls);
        }));
        if (!held) {
            otherwise.run();
        }
    }

    /** Gives tasks to those of a session's open calls that have none. May be part of a transaction. */
    void release(RunId run) {
        turns.adopt(task, run, clock.instant());
    }
}
