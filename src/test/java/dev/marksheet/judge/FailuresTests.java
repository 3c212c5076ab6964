package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailuresTests {

    @Test
    void areFreedOfAllTheirWrappings() {
        Exception fault = new IllegalStateException("a", new IllegalArgumentException("its own cause"));

        assertThat(Failures.cause(new CompletionException(new CompletionException(fault))))
                .isSameAs(fault);
        assertThat(Failures.cause(fault)).isSameAs(fault);
    }

    @Test
    void mayBeWrappingsWithNothingInside() {
        CompletionException empty = new CompletionException("empty", null);

        assertThat(Failures.cause(empty)).isSameAs(empty);
        assertThat(Failures.cause(null)).isNull();
    }
}
