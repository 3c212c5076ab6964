package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.RunId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionReportsTests {

    private static final RunId RUN = new RunId("session-s");
    private static final RunId OTHER = new RunId("session-t");

    private final FakeRunFiles files = new FakeRunFiles();
    private final SessionReports reports = files.reports();
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** Holds the run's lock until it is let go. */
    private final class Holder {

        private final CountDownLatch has = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);
        private final Thread thread;

        Holder(String name) {
            thread = new Thread(
                    () -> reports.locked(RUN, files -> {
                        order.add(name);
                        has.countDown();
                        return await(end);
                    }),
                    name);
            threads.add(thread);
            thread.start();
        }

        void hasIt() {
            assertThat(await(has)).isTrue();
        }

        /** Returns when it stands in the queue for the lock. */
        Holder waits() {
            while (thread.getState() != Thread.State.WAITING && has.getCount() > 0) {
                Thread.onSpinWait();
            }
            assertThat(has.getCount()).as("has not got it").isEqualTo(1);
            return this;
        }

        void letGo() throws InterruptedException {
            end.countDown();
            thread.join();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @AfterEach
    void end() {
        threads.forEach(Thread::interrupt);
    }

    @Test
    void letsOneThreadAtATimeAtTheFilesOfARun() throws InterruptedException {
        Holder first = new Holder("first");
        first.hasIt();
        Holder second = new Holder("second").waits();

        first.letGo();
        second.hasIt();
        // The first is gone and the lock must still be the same.
        Holder third = new Holder("third").waits();
        second.letGo();
        third.hasIt();
        third.letGo();

        assertThat(order).containsExactly("first", "second", "third");
    }

    @Test
    void letsOthersAtOtherRunsMeanwhile() throws InterruptedException {
        Holder holder = new Holder("first");
        holder.hasIt();

        assertThat(reports.<String>locked(OTHER, files -> "done")).isEqualTo("done");

        holder.letGo();
        assertThat(files.asked()).containsExactly(RUN, OTHER);
    }

    @Test
    void letsAThreadThatHasTheLockTakeItAgain() {
        String found = reports.locked(RUN, outer -> reports.<String>locked(RUN, inner -> "inner"));

        assertThat(found).isEqualTo("inner");
    }

    @Test
    void letsTheNextInAfterAFault() throws InterruptedException {
        assertThatThrownBy(() -> reports.locked(RUN, files -> {
                    throw new OutOfMemoryError("in a test");
                }))
                .isInstanceOf(OutOfMemoryError.class);

        Holder next = new Holder("next");
        next.hasIt();
        next.letGo();
    }
}
