package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentVectorsTests {

    private final RecentVectors recent = new RecentVectors();
    private final List<String> encoded = new ArrayList<>();

    @Test
    void encodesATextOnceAndGivesEachCallerAVectorOfItsOwn() {
        of("tea")[0] = 7;

        assertThat(of("tea")).containsExactly(3);
        assertThat(encoded).containsExactly("tea");
    }

    @Test
    void keepsTheThousandThatWereAskedForLast() {
        of("first");
        of("second");
        for (int i = 0; i < 999; i++) {
            of("other " + i);
            of("first");
        }
        encoded.clear();

        of("first");
        of("other 0");
        of("second");

        assertThat(encoded).containsExactly("second");
    }

    private double[] of(String text) {
        return recent.of(text, asked -> {
            encoded.add(asked);
            return new double[] {asked.length()};
        });
    }
}
