package dev.marksheet.session.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.text.Language;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetVersionTests {

    @ParameterizedTest
    @ValueSource(strings = {"a", "tea", "tea 2026.v1", "茶", "a.", "😀", "a'b", "a:b"})
    void canBeCalledSo(String name) {
        assertThat(DatasetVersion.faultOfName(name)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " a", "a ", "\u3000a", ".a", "..", "a/b", "a\\b", "a@3", "a%b", "a;b", "a\u0000", "a\n", "\ud800"
            })
    void canNotBeCalledSo(String name) {
        assertThat(DatasetVersion.faultOfName(name))
                .isEqualTo("must have 1 to 100 characters, none of them a control character or one of / \\ @ % ;,"
                        + " no dot at its start and no white space at either end");
    }

    @Test
    void hasANameOfAHundredCharacters() {
        assertThat(DatasetVersion.faultOfName("a".repeat(100))).isNull();
        assertThat(DatasetVersion.faultOfName("a".repeat(101))).isNotNull();
        assertThat(DatasetVersion.faultOfName("😀".repeat(100)))
                .as("characters as people count them")
                .isNull();
        assertThat(DatasetVersion.faultOfName("😀".repeat(101))).isNotNull();
    }

    @Test
    void isKnownByItsNameAndNumber() {
        DatasetVersion.Details nothing = new DatasetVersion.Details("csv", "UTF-8", Map.of(), List.of(), 0);
        DatasetVersion.Details found = new DatasetVersion.Details("jsonl", "UTF-8", Map.of(), List.of(), 3);
        DatasetVersion version = new DatasetVersion("id", "tea", 3, Instant.EPOCH, "hash", 10, 2, 1, nothing);

        assertThat(version.reference()).isEqualTo("tea@3");
        assertThat(version.found(found))
                .isEqualTo(new DatasetVersion("id", "tea", 3, Instant.EPOCH, "hash", 10, 2, 1, found));
    }

    @Test
    void isFedToASession() {
        DatasetFeed feed =
                new DatasetFeed(new SessionId("a b"), "tea", 3, List.of(), Map.of(), "judge", "embedder", null);

        assertThat(feed.reference()).isEqualTo("tea@3");
        assertThat(feed.run()).isEqualTo(RunId.of(new SessionId("a b")));
    }

    @Test
    void saysWhatIsWrongWithALineInBothLanguages() {
        LineProblem problem = new LineProblem(7, "cells", 3, 4);

        assertThat(problem.message(Language.EN)).isEqualTo("has 3 cells where the heading has 4");
        assertThat(problem.message(Language.ZH)).contains("3").contains("4").doesNotContain("cells");
    }
}
