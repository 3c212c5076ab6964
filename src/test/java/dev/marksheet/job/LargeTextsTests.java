package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.session.JobId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeTextsTests {

    private static final long LARGE = 10L * 1024 * 1024;

    private final LargeTexts texts = new LargeTexts(256L * 1024 * 1024);
    private final List<String> order = new ArrayList<>();
    private final List<LargeTexts.Share> given = new ArrayList<>();

    @Test
    void givesRoomInTurnsToNewTextsAndToThoseToBeScored() {
        for (int i = 1; i <= 3; i++) {
            come("new " + i, LARGE);
            score("scored " + i, LARGE);
        }
        for (int i = 0; i < 6; i++) {
            assertThat(order).hasSize(i + 1);
            given.get(i).giveBack();
            given.get(i).giveBack();
        }

        assertThat(order).containsExactly("new 1", "scored 1", "new 2", "scored 2", "new 3", "scored 3");
        assertThat(texts.isIdle()).isTrue();
    }

    @Test
    void prefersNoSmallerOneToTheOneThatIsNext() {
        come("first", LARGE);
        come("large", LARGE);
        come("small", 100_000);
        assertThat(texts.tryTake(100_000)).isNull();

        given.get(0).giveBack();
        assertThat(order).containsExactly("first", "large", "small");
    }

    @Test
    void givesAllTheRoomToOneThatIsLargerThanAll() {
        come("huge", 1000 * LARGE);
        come("next", 100_000);
        assertThat(order).containsExactly("huge");

        given.get(0).giveBack();
        assertThat(order).containsExactly("huge", "next");
    }

    @Test
    void whoLeavesTheLineHoldsUpNobody() {
        come("first", LARGE);
        LargeTexts.Turn large = come("large", LARGE);
        come("small", 100_000);

        assertThat(large.leave()).isTrue();
        assertThat(large.leave()).isFalse();
        assertThat(order).containsExactly("first", "small");
    }

    @Test
    void aCallWaitsOutsideTheWorkersAndFindsItsRoomWhenItComesBack() {
        LargeCalls calls = new LargeCalls(texts);
        JobId id = new JobId("0123456789ab");
        come("first", LARGE);
        for (int i = 0; i < 1000; i++) {
            assertThat(calls.enter(id, LargeTexts.SMALL)).isNull();
        }

        assertThatThrownBy(() -> calls.enter(id, LARGE))
                .isInstanceOfSatisfying(NoRoomException.class, e -> e.whenThereIsRoom(() -> order.add("call")));
        assertThat(order).containsExactly("first");
        given.get(0).giveBack();

        assertThat(order).containsExactly("first", "call");
        LargeTexts.Share room = calls.enter(id, LARGE);
        assertThat(room).isNotNull();
        room.giveBack();
        assertThat(texts.isIdle()).isTrue();
    }

    private LargeTexts.Turn come(String name, long bytes) {
        return texts.take(bytes, share -> note(name, share));
    }

    private void score(String name, long bytes) {
        texts.score(bytes, share -> note(name, share));
    }

    private void note(String name, LargeTexts.Share share) {
        order.add(name);
        given.add(share);
    }
}
