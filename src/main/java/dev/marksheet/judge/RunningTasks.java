package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The questions of one call that wait for a thread or have one. Safe for use by many threads at once. */
final class RunningTasks {

    private static final Logger log = LoggerFactory.getLogger(RunningTasks.class);

    private final Executor executor;
    private final Wording words;
    private final Set<Question<?>> open = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String stopped;

    RunningTasks(Executor executor, Language language) {
        this.executor = executor;
        this.words = Wording.of(JudgeException.FAULTS, language);
    }

    /**
     * Puts a question on the executor; the future fails with a {@link JudgeException}.
     *
     * @param costs told what was spent, in success and failure, before the future ends
     */
    <T> CompletableFuture<Judged<T>> ask(Supplier<Judged<T>> asking, Consumer<Usage> costs) {
        String reason = stopped;
        if (reason != null) {
            return CompletableFuture.failedFuture(new JudgeException(reason, true, Usage.NONE, null));
        }
        Question<T> question = new Question<>(asking, costs);
        open.add(question);
        try {
            executor.execute(question.task);
        } catch (RejectedExecutionException e) {
            question.refuse(new JudgeException(words.text("stopping"), true, Usage.NONE, e));
        }
        reason = stopped;
        if (reason != null) {
            // The stop may have come before the question was among the open ones.
            question.stop(reason);
        }
        return question.answer;
    }

    /** Interrupts questions that are running, whose reasons then begin with this one; others never begin. */
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
                copy.completeExceptionally(Failures.cause(failure));
            }
        });
        return copy;
    }

    private final class Question<T> implements Runnable {

        private final Supplier<Judged<T>> asking;
        private final Consumer<Usage> costs;
        private final CompletableFuture<Judged<T>> answer = new CompletableFuture<>();
        private final FutureTask<Void> task = new FutureTask<>(this, null);
        private final AtomicBoolean begun = new AtomicBoolean();

        Question(Supplier<Judged<T>> asking, Consumer<Usage> costs) {
            this.asking = asking;
            this.costs = costs;
        }

        @Override
        public void run() {
            if (!begun.compareAndSet(false, true)) {
                return;
            }
            try {
                Judged<T> found = asking.get();
                costs.accept(found.usage());
                open.remove(this);
                answer.complete(found);
            } catch (JudgeException e) {
                costs.accept(e.usage());
                fail(explained(e.in(words)));
            } catch (RuntimeException | Error e) {
                log.error("A judge broke down.", e);
                String what = e instanceof OutOfMemoryError ? "out_of_memory" : "broke_down";
                fail(new JudgeException(words.text(what), false, Usage.NONE, e));
            }
        }

        private void fail(JudgeException failure) {
            open.remove(this);
            answer.completeExceptionally(failure);
        }

        /** A judge that was interrupted can't know why. */
        private JudgeException explained(JudgeException failure) {
            String reason = stopped;
            return reason == null || failure.outage()
                    ? failure
                    : new JudgeException(
                            words.text("stopped.latest", reason, String.valueOf(failure.getMessage())),
                            true,
                            failure.usage(),
                            failure.words(),
                            failure);
        }

        void stop(String reason) {
            task.cancel(true);
            refuse(new JudgeException(reason, true, Usage.NONE, null));
        }

        void refuse(JudgeException failure) {
            if (begun.compareAndSet(false, true)) {
                fail(failure);
            }
        }
    }
}
