package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The questions of one call that wait for a thread or have one. Safe for use by many threads at once. */
final class Questions {

    private final Executor executor;
    private final Set<Question<?>> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String stopped;

    Questions(Executor executor) {
        this.executor = executor;
    }

    /**
     * Puts a question on the executor.
     *
     * @param costs told what was spent, in success and failure, before the outcome is told
     * @param failed told a {@link JudgeException}
     */
    <T> void run(
            Supplier<Answer<T>> asking,
            Consumer<Usage> costs,
            Consumer<Answer<T>> answered,
            Consumer<JudgeException> failed) {
        Question<T> question = new Question<>(asking, costs, answered, failed);
        open.add(question);
        String reason = stopped;
        if (reason != null) {
            question.stop(reason);
            return;
        }
        try {
            executor.execute(question);
        } catch (RejectedExecutionException e) {
            question.stop("the service takes no more work");
        }
    }

    void stop(String reason) {
        stopped = reason;
        open.forEach(question -> question.stop(reason));
    }

    /** A future of its own for each asker, so that none can complete it for others; fails with what failed, unwrapped. */
    static <T> CompletableFuture<T> relay(CompletableFuture<T> source) {
        CompletableFuture<T> copy = new CompletableFuture<>();
        source.whenComplete((value, failure) -> {
            if (failure == null) {
                copy.complete(value);
            } else {
                Throwable cause = failure.getCause();
                copy.completeExceptionally(failure instanceof CompletionException && cause != null ? cause : failure);
            }
        });
        return copy;
    }

    private final class Question<T> implements Runnable {

        private final Supplier<Answer<T>> asking;
        private final Consumer<Usage> costs;
        private final Consumer<Answer<T>> answered;
        private final Consumer<JudgeException> failed;

        // The lock guards them all, so that an interrupt never meets a thread that has gone on to other work.
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Thread thread;
        private boolean over;
        private @Nullable String reason;

        Question(
                Supplier<Answer<T>> asking,
                Consumer<Usage> costs,
                Consumer<Answer<T>> answered,
                Consumer<JudgeException> failed) {
            this.asking = asking;
            this.costs = costs;
            this.answered = answered;
            this.failed = failed;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                Answer<T> answer = asking.get();
                costs.accept(answer.usage());
                answered.accept(answer);
            } catch (JudgeException e) {
                costs.accept(e.usage());
                failed.accept(explained(e));
            } catch (RuntimeException | Error e) {
                failed.accept(new JudgeException("the judge broke down: " + e, false, Usage.NONE, e));
            } finally {
                end();
            }
        }

        private boolean begin() {
            String why = stopped;
            if (why != null) {
                // A thread that the stop has just freed may get here before the stop does.
                stop(why);
            }
            lock.lock();
            try {
                if (!over) {
                    thread = Thread.currentThread();
                }
                return !over;
            } finally {
                lock.unlock();
            }
        }

        private void end() {
            lock.lock();
            try {
                if (over) {
                    // Our own interrupt; the thread may belong to a pool and has other work ahead.
                    Thread.interrupted();
                }
                over = true;
                thread = null;
                open.remove(this);
            } finally {
                lock.unlock();
            }
        }

        /** A judge that was interrupted can't know why. */
        private JudgeException explained(JudgeException failure) {
            lock.lock();
            try {
                return reason == null
                        ? failure
                        : new JudgeException(
                                reason + "; " + failure.getMessage(), true, failure.usage(), failure.words(), failure);
            } finally {
                lock.unlock();
            }
        }

        void stop(String why) {
            lock.lock();
            try {
                if (over) {
                    return;
                }
                over = true;
                reason = why;
                if (thread != null) {
                    thread.interrupt();
                    return;
                }
                open.remove(this);
            } finally {
                lock.unlock();
            }
            failed.accept(new JudgeException(why, true, Usage.NONE, null));
        }
    }
}
