package dev.marksheet.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marksheet.job.FakeScheduler;
import dev.marksheet.session.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

class SessionWatchTests {

    private static final Duration OFTEN = Duration.ofMillis(300);
    private static final Duration SELDOM = Duration.ofSeconds(1);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource time = () -> now;
    private final FakeSource source = new FakeSource();
    private final FakeScheduler looker = new FakeScheduler();
    private final SessionWatch watch =
            new SessionWatch(new SessionChangePoller(source), new AtOnce(), 2, time.withZone(ZoneOffset.UTC), looker);

    @BeforeEach
    void open() {
        watch.start();
    }

    private void passTime() {
        now = now.plus(Duration.ofSeconds(2));
        looker.passTime();
    }

    @Test
    void goesOnAfterAnError() {
        FakeSubscriber ofAll = new FakeSubscriber();
        watch.watchAll(null, ofAll);
        source.fault = new OutOfMemoryError("in a test");
        source.set("s", 1);
        passTime();

        source.fault = null;
        passTime();

        assertThat(ofAll.shown).contains("s@1");
    }

    @Test
    void endsAWatchThatAnErrorKeptFromBeginningAndServesTheNext() {
        source.fault = new OutOfMemoryError("in a test");
        FakeSubscriber first = new FakeSubscriber();
        watch.watchAll(null, first);
        source.fault = null;

        RunId run = source.set("s", 1);
        FakeSubscriber next = new FakeSubscriber();
        watch.watch(run, 1, next);
        source.set("s", 2);
        passTime();

        assertThat(first.ended).isTrue();
        assertThat(next.shown).contains("s@2");
    }

    @Test
    void refusesMoreViewersThanThereAreThreadsAndTakesOthersAfterThem() {
        RunId run = source.set("s", 1);
        Runnable end = watch.watch(run, 1, new FakeSubscriber());
        watch.watch(run, 1, new FakeSubscriber());
        assertThatExceptionOfType(TooManySubscribersException.class)
                .isThrownBy(() -> watch.watch(run, 1, new FakeSubscriber()));

        end.run();
        passTime();

        FakeSubscriber later = new FakeSubscriber();
        watch.watch(run, -1, later);
        assertThat(later.shown).containsExactly("s@1");
    }

    @Test
    void doesNotLookWhileNobodyWatches() {
        RunId run = source.set("s", 1);
        watch.watch(run, 1, new FakeSubscriber()).run();
        passTime();
        source.asked.clear();
        passTime();

        assertThat(source.asked).isEmpty();
    }

    @Test
    void looksOftenForThreeSecondsAfterAChangeAndOnceASecondInQuiet() {
        watch.watch(source.set("s", 1), 1, new FakeSubscriber());
        assertThat(looker.newPauses()).as("after the entry").containsExactly(OFTEN);
        passTime();
        assertThat(looker.newPauses()).as("after a change").containsExactly(OFTEN);

        now = now.plusSeconds(1).minusMillis(1);
        passTime();
        assertThat(looker.newPauses()).as("2.999 s later").containsExactly(OFTEN);
        now = now.minusSeconds(2).plusMillis(1);
        passTime();
        assertThat(looker.newPauses()).as("3 s later").containsExactly(SELDOM);

        source.set("s", 2);
        passTime();
        assertThat(looker.newPauses()).as("after another change").containsExactly(OFTEN);
    }

    @Test
    void hasNoLookToComeOnceNobodyWatches() {
        watch.watch(source.set("s", 1), 1, new FakeSubscriber()).run();
        looker.newPauses();

        passTime();

        assertThat(looker.newPauses()).isEmpty();
        watch.watch(source.set("s", 1), 1, new FakeSubscriber());
        assertThat(looker.newPauses()).as("for the next to come").hasSize(1);
    }

    @Test
    void hasOneLookToComeHoweverManyEnter() {
        RunId run = source.set("s", 1);
        watch.watch(run, 1, new FakeSubscriber());
        watch.watch(run, 1, new FakeSubscriber());

        assertThat(looker.newPauses()).hasSize(1);
    }

    @Test
    void stopsBeforeTheWebServerThatWaitsForOpenRequests() {
        assertThat(watch.getPhase()).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
        assertThat(watch.isRunning()).isTrue();

        watch.stop();

        assertThat(watch.isRunning()).isFalse();
    }

    @Test
    void endsAllWatchesAtTheStop() {
        RunId run = source.set("s", 1);
        FakeSubscriber viewer = new FakeSubscriber();
        watch.watch(run, 1, viewer);

        watch.stop();

        assertThat(viewer.ended).isTrue();
        assertThatExceptionOfType(TooManySubscribersException.class).isThrownBy(() -> watch.watchAll(null, viewer));
    }

    /** Runs all work where it is given. */
    private static final class AtOnce extends AbstractExecutorService implements ExecutorService {
        @Override
        public void execute(Runnable work) {
            work.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
