package dev.marksheet.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.job.LargeTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BodyBudgetTests {

    private static final long SMALL = LargeTexts.SMALL;
    private static final long LARGE = 10 * SMALL;

    private final BodyBudget budget = new BodyBudget(2 * SMALL, 2 * LARGE);

    @Test
    void admitsAsManyBytesAsThereIsRoomFor() {
        assertThat(budget.admit(SMALL)).isNotNull();
        assertThat(budget.admit(SMALL)).isNotNull();

        assertThat(budget.admit(1)).isNull();
        assertThat(budget.admit(0)).as("what takes nothing needs no room").isNotNull();
    }

    @Test
    void keepsRoomForSmallBodiesWhateverLargeOnesTake() {
        assertThat(budget.admit(2 * LARGE)).isNotNull();
        assertThat(budget.admit(SMALL + 1)).isNull();

        assertThat(budget.admit(SMALL)).isNotNull();
    }

    @Test
    void takesNothingForABodyThatItRefuses() {
        assertThat(budget.admit(2 * LARGE + 1)).isNull();

        assertThat(budget.isIdle()).isTrue();
        assertThat(budget.admit(2 * LARGE)).isNotNull();
    }

    @Test
    void hasTheRoomAgainThatIsGivenBackOnce() {
        BodyBudget.Share share = budget.admit(SMALL);
        assertThat(share).isNotNull();
        assertThat(budget.admit(SMALL)).isNotNull();
        assertThat(budget.isIdle()).isFalse();

        share.giveBack();
        share.giveBack();

        assertThat(budget.admit(SMALL)).isNotNull();
        assertThat(budget.admit(1))
                .as("given back twice it is no more than it was")
                .isNull();
    }

    @Test
    void isIdleOnceAllIsGivenBack() {
        BodyBudget.Share small = budget.admit(SMALL);
        BodyBudget.Share large = budget.admit(LARGE);
        small.giveBack();
        assertThat(budget.isIdle()).isFalse();

        large.giveBack();

        assertThat(budget.isIdle()).isTrue();
    }

    @Test
    void takesInSoManyFilesAtOnceWhateverTheirSize() {
        List<BodyBudget.Share> files = new ArrayList<>();
        IntStream.range(0, DatasetUploads.AT_ONCE).forEach(i -> files.add(budget.admitFile()));
        assertThat(files).doesNotContainNull();
        assertThat(budget.admitFile()).isNull();
        assertThat(budget.isIdle()).isFalse();

        files.get(0).giveBack();

        assertThat(budget.admitFile()).isNotNull();
        assertThat(budget.admit(2 * SMALL))
                .as("files take none of the bodies' room")
                .isNotNull();
    }
}
