package dev.marksheet.session.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Sha256Tests {

    @Test
    void isThatOfTheStandard() {
        assertThat(Sha256.hex("abc", 32)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void readsTextsAsUtf8() {
        assertThat(Sha256.hex("茶", 4)).isEqualTo("7e005ba3");
    }
}
