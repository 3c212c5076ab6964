package dev.marksheet.job.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairQueueTests {

    private final FairQueue<String, Integer> queue = new FairQueue<>();

    @Test
    void servesLanesInTurn() {
        add("a", 1, 2, 3);
        add("b", 11, 12);
        add("c", 21);

        assertThat(drain()).containsExactly(1, 11, 21, 2, 12, 3);
    }

    @Test
    void servesANewLaneNextToOneWithTenThousandItems() {
        IntStream.range(0, 10_000).forEach(i -> queue.add("long", i));
        queue.poll();
        queue.add("short", -1);

        assertThat(List.of(queue.poll(), queue.poll())).contains(-1);
    }

    @Test
    void keepsTheOrderWithinALaneThatEmptiesAndFillsAgain() {
        add("a", 1);
        assertThat(drain()).containsExactly(1);
        add("a", 2, 3);

        assertThat(drain()).containsExactly(2, 3);
    }

    @Test
    void countsWhatWaitsAndAnswersNullWhenNothingDoes() {
        assertThat(queue.poll()).isNull();
        add("a", 1, 2);
        add("b", 3);
        queue.poll();

        assertThat(queue.size()).isEqualTo(2);
        drain();
        assertThat(queue.size()).isZero();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void handsNothingOutOfALaneThatIsSetAsideAndLosesNothingOfIt() {
        add("a", 1, 2);
        add("b", 11);
        assertThat(queue.hold("a")).isTrue();
        assertThat(queue.hold("a")).isFalse();
        queue.putBack("a", 0);
        add("a", 3);

        assertThat(queue.size()).isEqualTo(1);
        assertThat(queue.heldSize()).isEqualTo(4);
        assertThat(drain()).containsExactly(11);
        queue.remove("a", item -> item == 2);
        queue.release("a");
        assertThat(queue.heldSize()).isZero();
        assertThat(drain()).containsExactly(0, 1, 3);
        assertThat(queue.isHeld("a")).isFalse();
    }

    @Test
    void servesFirstWhatOthersWaitFor() {
        add("a", 1);
        queue.putFirst(100);
        queue.putFirst(101);

        assertThat(queue.size()).isEqualTo(3);
        assertThat(drain()).containsExactly(100, 101, 1);
        assertThat(queue.size()).isZero();
    }

    @Test
    void anItemThatIsPutBackIsTheNextOfItsLane() {
        add("a", 1, 2);
        add("b", 11);
        queue.putBack("a", queue.poll());

        assertThat(queue.size()).isEqualTo(3);
        assertThat(drain()).containsExactly(11, 1, 2);
    }

    @Test
    void aLaneFromWhichAllIsTakenHasNoTurn() {
        add("a", 1, 2);
        add("b", 11);
        queue.remove("a", item -> true);
        queue.remove("never", item -> true);

        assertThat(queue.size()).isEqualTo(1);
        assertThat(drain()).containsExactly(11);
        assertThat(queue.poll()).isNull();
    }

    @Test
    void takesOnlyWhatIsMeantFromALane() {
        add("a", 1, 2, 3);
        queue.remove("a", item -> item == 2);
        queue.hold("b");
        queue.add("b", 11);
        queue.add("b", 12);
        queue.remove("b", item -> item == 12);

        assertThat(queue.size()).isEqualTo(2);
        assertThat(queue.heldSize()).isEqualTo(1);
        assertThat(drain()).containsExactly(1, 3);
    }

    @Test
    void anEmptyLaneCanBeSetAsideAndComeBack() {
        queue.hold("a");
        assertThat(queue.isHeld("a")).isTrue();
        assertThat(queue.poll()).isNull();
        queue.release("a");
        queue.release("never");

        assertThat(queue.isHeld("a")).isFalse();
        assertThat(queue.size()).isZero();
        assertThat(queue.poll()).isNull();
        add("a", 1);
        assertThat(drain()).containsExactly(1);
    }

    @Test
    void losesAndRepeatsNothingWithManyThreads() {
        ConcurrentLinkedQueue<Integer> served = new ConcurrentLinkedQueue<>();

        IntStream.range(0, 2_000).parallel().forEach(i -> {
            queue.add("lane" + i % 7, i);
            served.add(queue.poll());
        });

        assertThat(served).hasSize(2_000).doesNotHaveDuplicates().doesNotContainNull();
        assertThat(queue.size()).isZero();
    }

    private void add(String lane, int... items) {
        for (int item : items) {
            queue.add(lane, item);
        }
    }

    private List<Integer> drain() {
        List<Integer> all = new ArrayList<>();
        Integer item;
        while ((item = queue.poll()) != null) {
            all.add(item);
        }
        return all;
    }
}
