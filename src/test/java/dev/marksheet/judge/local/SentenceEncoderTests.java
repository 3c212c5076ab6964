package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SentenceEncoderTests {

    /** A model that is open when the tokenizer fails would stay in native memory, once for each request. */
    @Test
    void opensNoModelWhereItsTokenizerIsUnusable() {
        assertThatThrownBy(() -> SentenceEncoder.load("broken", true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("OrtException");
    }
}
