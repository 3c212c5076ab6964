package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.llm.prompt.Coverage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTests {

    @Test
    void caresNeitherForSpacingNorCaseNorPunctuation() {
        assertThat(Coverage.of("It  was BUILT,\n in 1894 . It stands.", List.of("It was built in 1894.", "it stands")))
                .isGreaterThan(0.95);
    }

    @Test
    void letsAWordBeChanged() {
        assertThat(Coverage.of(
                        "It was built in 1894 by Ada Finch of Orrin.",
                        List.of("The lighthouse was built in 1894 by Ada Finch of Orrin.")))
                .isGreaterThan(0.8);
    }

    @Test
    void missesWhatWasLeftOutInAnyScript() {
        assertThat(Coverage.of("It was built in 1894. It stands 31 metres tall.", List.of("It was built in 1894.")))
                .isLessThan(0.6);
        assertThat(Coverage.of("灯塔建于1894年。现由港务局管理。", List.of("灯塔建于1894年。"))).isLessThan(0.7);
    }

    @Test
    void findsNothingMissingOfATextWithoutWords() {
        assertThat(Coverage.of("5", List.of())).isEqualTo(1);
        assertThat(Coverage.of("…", List.of())).isEqualTo(1);
    }
}
