package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.Reported;
import org.junit.jupiter.api.Test;

class DownloadNameTests {

    private static final String ENDING = "-scores.csv";

    @Test
    void isTheRunsWhereThatShowsTheSessions() {
        assertThat(DownloadName.of(Reported.session("nightly-1").report(), ENDING))
                .isEqualTo("filename=\"session-nightly-1-scores.csv\"");
    }

    @Test
    void isTheSessionsAsWellInAnyScript() {
        assertThat(DownloadName.of(Reported.session("评测 1").report(), ENDING))
                .matches("filename=\"session----1~[0-9a-f]{32}-scores\\.csv\";"
                        + " filename\\*=UTF-8''%E8%AF%84%E6%B5%8B%201-scores\\.csv");
    }

    @Test
    void hasNoCharacterThatAFileSystemWouldTakeForItsOwn() {
        assertThat(DownloadName.of(
                        Reported.session("../a\\b:c*d?e\"f<g>h|i\u202ej").report(), ENDING))
                .endsWith("filename*=UTF-8''..-a-b-c-d-e-f-g-h-i-j-scores.csv");
    }

    @Test
    void isCutBehindTheHundredthCharacter() {
        assertThat(DownloadName.of(Reported.session("😀".repeat(101)).report(), ENDING))
                .endsWith("filename*=UTF-8''" + "%F0%9F%98%80".repeat(100) + ENDING);
        assertThat(DownloadName.of(Reported.session("a_".repeat(50)).report(), ENDING))
                .endsWith("filename*=UTF-8''" + "a_".repeat(50) + ENDING);
    }
}
