package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.Sample;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NeedTests {

    @Test
    void anInputIsThereWhereItSaysSomething() {
        Sample full = new Sample("q", "a", List.of("c"), "g", List.of("r"), List.of("1"), List.of("2"));
        Sample bare = new Sample("q", null, List.of(), null, List.of(), List.of(), List.of());

        assertThat(met(full)).isEqualTo(EnumSet.allOf(Need.class));
        assertThat(met(bare)).containsExactly(Need.QUESTION);
    }

    @Test
    void blankTextsAreNoInput() {
        Sample blank = new Sample(" ", "\n", List.of(" ", ""), "\t", List.of(" "), List.of(), List.of());
        Sample one = new Sample(" ", " ", List.of(" ", "c"), " ", List.of("", "r"), List.of(), List.of());

        assertThat(met(blank)).isEmpty();
        assertThat(met(one)).containsExactly(Need.CONTEXTS, Need.REFERENCE_CONTEXTS);
    }

    @Test
    void idsAreInputsOfTheirOwn() {
        Sample retrieved = new Sample(" ", null, List.of(), null, List.of(), List.of("1"), List.of());
        Sample reference = new Sample(" ", null, List.of(), null, List.of(), List.of(), List.of("2"));

        assertThat(met(retrieved)).containsExactly(Need.RETRIEVED_CONTEXT_IDS);
        assertThat(met(reference)).containsExactly(Need.REFERENCE_CONTEXT_IDS);
    }

    private static Set<Need> met(Sample sample) {
        return Stream.of(Need.values())
                .filter(need -> need.isMetBy(sample))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Need.class)));
    }
}
