package dev.marksheet.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionChangePollerTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String BEAT = "";

    private final FakeSource source = new FakeSource();
    private final SessionChangePoller board = new SessionChangePoller(source);

    @Test
    void showsTheStateAtOnceUnlessThatVersionWasSeen() {
        RunId run = source.set("s", 7);

        assertThat(watch(run, -1).shown).containsExactly("s@7");
        assertThat(watch(run, 6).shown).containsExactly("s@7");
        assertThat(watch(run, 7).shown).containsExactly(BEAT);
    }

    @Test
    void asksOnceForAllRunsHoweverManyWatch() {
        RunId a = source.set("a", 1);
        RunId b = source.set("b", 1);
        for (int i = 0; i < 10; i++) {
            watch(a, 1);
            watch(b, 1);
        }
        source.asked.clear();

        board.look(START.plusSeconds(2));

        assertThat(source.asked).hasSize(1);
        assertThat(source.asked.get(0)).containsExactlyInAnyOrder(a, b);
    }

    @Test
    void showsAChangeToAllAndNoSessionMoreOftenThanOnceASecond() {
        RunId run = source.set("s", 1);
        FakeSubscriber one = watch(run, 1);
        FakeSubscriber other = watch(run, 1);
        board.look(START);
        one.shown.clear();
        other.shown.clear();

        source.set("s", 2);
        board.look(START.plusMillis(300));
        source.set("s", 3);
        board.look(START.plusMillis(600));
        board.look(START.plusMillis(1100));
        board.look(START.plusMillis(2200));

        assertThat(one.shown).containsExactly("s@3");
        assertThat(other.shown).isEqualTo(one.shown);
    }

    @Test
    void showsTheListWhatHasChangedSinceTheLook() {
        source.set("a", 1);
        source.set("b", 1);
        FakeSubscriber viewer = new FakeSubscriber();
        board.add(START.minusSeconds(60).toEpochMilli(), new ConflatingQueue(viewer, Runnable::run), START);
        board.look(START);
        viewer.shown.clear();

        source.set("b", 2);
        source.set("c", 1);
        board.look(START.plusSeconds(1));
        board.look(START.plusSeconds(2));

        assertThat(viewer.shown).containsExactly("b@2,c@1");
        assertThat(source.askedSince.get(0)).isEqualTo(START.minusSeconds(60).minus(SessionChangePoller.OVERLAP));
    }

    @Test
    void showsAChangeOfEverySessionHoweverManyAreOpen() {
        int sessions = 3 * SessionChangePoller.MAX_SESSIONS - 10;
        IntStream.range(0, sessions).forEach(i -> source.set("s" + (10_000 + i), 1));
        FakeSubscriber viewer = watchAll();
        Instant now = looks(START, 4);
        viewer.shown.clear();

        source.set("s" + (10_000 + sessions - 1), 2);
        source.set("s10000", 2);
        now = looks(now, 3);

        assertThat(viewer.shown).containsExactlyInAnyOrder("s11489@2", "s10000@2");
        viewer.shown.clear();
        looks(now, 6);
        assertThat(viewer.shown).as("nothing has changed").isEmpty();
    }

    private Instant looks(Instant from, int count) {
        for (int i = 1; i <= count; i++) {
            board.look(from.plusSeconds(i));
        }
        return from.plusSeconds(count);
    }

    @Test
    void forgetsViewersThatAreGoneAndThenAsksNothing() {
        RunId run = source.set("s", 1);
        FakeSubscriber viewer = watch(run, 1);
        viewer.reachable = false;
        source.set("s", 2);
        board.look(START);
        source.asked.clear();

        board.look(START.plusSeconds(5));

        assertThat(viewer.ended).isTrue();
        assertThat(board.viewers()).isEmpty();
        assertThat(source.asked).isEmpty();
        assertThat(source.askedSince).isEmpty();
    }

    @Test
    void beatsWhileNothingChanges() {
        FakeSubscriber viewer = watch(source.set("s", 1), 1);
        board.look(START);
        viewer.shown.clear();

        board.look(START.plusSeconds(1));
        board.look(START.plus(SessionChangePoller.HEARTBEAT));

        assertThat(viewer.shown).containsExactly(BEAT);
    }

    @Test
    void goesOnWhenTheClockIsSetBack() {
        RunId run = source.set("s", 1);
        FakeSubscriber viewer = watch(run, 1);
        board.look(START);
        viewer.shown.clear();

        source.set("s", 2);
        board.look(START.minus(Duration.ofDays(1)));

        assertThat(viewer.shown).contains("s@2");
    }

    @Test
    void saysWhetherAnythingHasChanged() {
        RunId run = source.set("watched", 1);
        watch(run, 1);
        assertThat(board.look(START)).as("a first look").isTrue();
        assertThat(board.look(START.plusSeconds(2))).isFalse();

        source.set("watched", 2);
        assertThat(board.look(START.plusSeconds(4))).isTrue();

        watchAll();
        assertThat(board.look(START.plusSeconds(6))).as("a first list").isTrue();
        assertThat(board.look(START.plusSeconds(8))).isFalse();
        source.set("listed", 1);
        assertThat(board.look(START.plusSeconds(10))).isTrue();
        source.delete(source.set("listed", 1));
        source.set("watched", 3);
        board.look(START.plusSeconds(12));
        assertThat(board.look(START.plusSeconds(14))).isFalse();
    }

    @Test
    void endsTheWatchOfADeletedSession() {
        RunId gone = source.set("gone", 1);
        RunId kept = source.set("kept", 1);
        FakeSubscriber ofGone = watch(gone, 1);
        FakeSubscriber ofKept = watch(kept, 1);

        source.delete(gone);
        board.look(START);

        assertThat(ofGone.ended).isTrue();
        assertThat(ofKept.ended).isFalse();
    }

    @Test
    void listsAtOnceWhatIsOpenAndWhatHasJustFinished() {
        source.set("open", 3);
        source.finish("finished", 5);

        assertThat(watchAll().shown).containsExactly("open@3,finished@5");
    }

    @Test
    void listsASessionThatFinishesWithItsLastState() {
        source.set("s", 1);
        FakeSubscriber viewer = watchAll();
        board.look(START);
        viewer.shown.clear();

        source.finish("s", 2);
        board.look(START.plusSeconds(1));
        board.look(START.plusSeconds(2));

        assertThat(viewer.shown).containsExactly("s@2");
    }

    @Test
    void doesNotKeepInMindWhatItListsNoMore() {
        RunId run = source.set("s", 1);
        FakeSubscriber viewer = watchAll();
        board.look(START);
        source.delete(run);
        board.look(START.plusSeconds(1));
        viewer.shown.clear();

        source.set("s", 1);
        board.look(START.plusSeconds(2));

        assertThat(viewer.shown).containsExactly("s@1");
    }

    private FakeSubscriber watchAll() {
        FakeSubscriber viewer = new FakeSubscriber();
        board.add(null, new ConflatingQueue(viewer, Runnable::run), START);
        return viewer;
    }

    private FakeSubscriber watch(RunId run, long seen) {
        FakeSubscriber viewer = new FakeSubscriber();
        board.add(run, seen, new ConflatingQueue(viewer, Runnable::run), START);
        return viewer;
    }
}
