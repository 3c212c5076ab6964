package dev.marksheet.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.session.ExamResult.Part;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How verdicts are counted and how sure the share is; intervals by Newcombe's way from Wilson's. */
class TallyTests {

    private static Tally.Marked marked(String kind, int label, @Nullable Boolean passed) {
        return new Tally.Marked(new ExamRow("en-001", Language.EN, kind, "?", "!", List.of(), label), passed);
    }

    private static Part all(List<Tally.Marked> marked) {
        return new Tally(marked).part(row -> true);
    }

    private static List<Tally.Marked> times(int count, int label, boolean passed) {
        List<Tally.Marked> marked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            marked.add(marked("k", label, passed));
        }
        return marked;
    }

    @Test
    void isRightWhereItPassesWhatIsSupportedAndFailsWhatIsNot() {
        assertThat(marked("k", 1, true).isRight()).isTrue();
        assertThat(marked("k", 0, false).isRight()).isTrue();
        assertThat(marked("k", 1, false).isRight()).isFalse();
        assertThat(marked("k", 0, true).isRight()).isFalse();
        assertThat(marked("k", 0, null).isRight()).isFalse();
    }

    @Test
    void theIntervalComesFromThoseOfBothShares() {
        List<Tally.Marked> marked = times(8, 1, true);
        marked.addAll(times(2, 1, false));
        marked.addAll(times(15, 0, false));
        marked.addAll(times(5, 0, true));

        Part part = all(marked);

        // Wilson: 8 of 10 is 0.490 to 0.943, 15 of 20 is 0.531 to 0.888.
        double below = Math.hypot(0.8 - 0.490, 0.75 - 0.531) / 2;
        double above = Math.hypot(0.943 - 0.8, 0.888 - 0.75) / 2;
        assertThat(part.balancedAccuracy()).isCloseTo(0.775, within(1e-12));
        assertThat(part.low()).isCloseTo(0.775 - below, within(0.001));
        assertThat(part.high()).isCloseTo(0.775 + above, within(0.001));
    }

    @Test
    void theIntervalStaysBetweenNoughtAndOne() {
        List<Tally.Marked> perfect = times(3, 1, true);
        perfect.addAll(times(3, 0, false));
        List<Tally.Marked> wrong = times(3, 1, false);
        wrong.addAll(times(3, 0, true));

        assertThat(all(perfect).high()).isEqualTo(1);
        assertThat(all(perfect).low()).isBetween(0.5, 0.99);
        assertThat(all(wrong).low()).isZero();
        assertThat(all(wrong).high()).isBetween(0.01, 0.5);
    }

    @Test
    void aKindTakesTheOtherLabelFromAllRows() {
        Tally tally = new Tally(List.of(
                marked("number", 0, false),
                marked("number", 0, true),
                marked("paraphrase", 1, true),
                marked("paraphrase", 1, null)));

        assertThat(tally.by(ExamRow::kind).keySet()).containsExactly("number", "paraphrase");
        assertThat(tally.by(ExamRow::kind).get("number").balancedAccuracy()).isEqualTo(0.5);
        assertThat(tally.by(ExamRow::kind).get("number").rows()).isEqualTo(2);
        assertThat(tally.by(ExamRow::kind).get("number").right()).isEqualTo(1);
    }

    @Test
    void aLabelThatNoRowHasIsNeverRight() {
        assertThat(all(times(2, 0, false)).balancedAccuracy()).isEqualTo(0.5);
        assertThat(all(List.of()).balancedAccuracy()).isZero();
    }
}
