package dev.marksheet.store.database;

/** Says no to commits that would not last. */
@FunctionalInterface
public interface CommitGuard {

    /** Asked before and after every commit; what it throws is thrown, and nothing of the commit is acknowledged. */
    void check();
}
