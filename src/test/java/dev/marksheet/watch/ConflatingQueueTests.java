package dev.marksheet.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marksheet.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ConflatingQueueTests {

    @Test
    void keepsOnlyTheNewestStatesForASlowViewer() {
        List<Runnable> later = new ArrayList<>();
        FakeSource source = new FakeSource();
        FakeSubscriber viewer = new FakeSubscriber();
        ConflatingQueue mailbox = new ConflatingQueue(viewer, later::add);
        for (int i = 0; i < 3 * ConflatingQueue.MAX_STATES; i++) {
            source.set("s" + i % (2 * ConflatingQueue.MAX_STATES), i);
            mailbox.put(source.of(List.of(source.set("s" + i % (2 * ConflatingQueue.MAX_STATES), i))), i);
        }

        assertThat(later).hasSize(1);
        later.get(0).run();
        assertThat(viewer.shown).hasSize(1);
        assertThat(viewer.shown.get(0).split(","))
                .hasSize(ConflatingQueue.MAX_STATES)
                .endsWith("s199@599");
    }

    @Test
    void closesAMailboxWhoseViewerBrokeDownWithAnErrorAndTellsItSoOnce() {
        List<String> told = new ArrayList<>();
        Subscriber broken = new Subscriber() {
            @Override
            public void show(List<SessionState> states, long until) {
                told.add("show");
                throw new NoClassDefFoundError("in a test");
            }

            @Override
            public void end() {
                told.add("end");
            }
        };
        List<Runnable> threads = new ArrayList<>();
        ConflatingQueue mailbox = new ConflatingQueue(broken, threads::add);
        mailbox.put(List.of(), 1);

        assertThatExceptionOfType(NoClassDefFoundError.class)
                .isThrownBy(() -> threads.remove(0).run());

        assertThat(mailbox.closed()).isTrue();
        threads.forEach(Runnable::run);
        assertThat(told).containsExactly("show", "end");
    }

    @Test
    void tellsABusyViewerTheEndOnTheThreadThatHasIt() {
        FakeSubscriber viewer = new FakeSubscriber();
        List<Runnable> threads = new ArrayList<>();
        ConflatingQueue mailbox = new ConflatingQueue(viewer, threads::add);
        mailbox.put(List.of(), 1);
        mailbox.close();

        assertThat(threads).hasSize(1);
        threads.get(0).run();
        assertThat(viewer.ended).isTrue();
        assertThat(viewer.shown).isEmpty();
    }

    @Test
    void closesAMailboxThatGetsNoThread() {
        ConflatingQueue mailbox = new ConflatingQueue(new FakeSubscriber(), work -> {
            throw new RejectedExecutionException();
        });

        mailbox.put(List.of(), 1);

        assertThat(mailbox.closed()).isTrue();
    }

    @Test
    void tellsTheEndOnceEvenToAViewerWhoBreaksDownAtIt() {
        List<String> told = new ArrayList<>();
        ConflatingQueue mailbox = new ConflatingQueue(
                new Subscriber() {
                    @Override
                    public void show(List<SessionState> states, long until) {}

                    @Override
                    public void end() {
                        told.add("end");
                        throw new IllegalStateException("in a test");
                    }
                },
                Runnable::run);

        mailbox.close();
        mailbox.close();

        assertThat(told).containsExactly("end");
    }

    @Test
    void tellsNothingMoreOnceItIsClosed() {
        FakeSubscriber viewer = new FakeSubscriber();
        List<Runnable> threads = new ArrayList<>();
        ConflatingQueue mailbox = new ConflatingQueue(viewer, threads::add);
        mailbox.close();
        threads.remove(0).run();

        mailbox.put(List.of(), 1);

        assertThat(threads).isEmpty();
        assertThat(viewer.shown).isEmpty();
    }
}
