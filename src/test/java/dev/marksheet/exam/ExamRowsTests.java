package dev.marksheet.exam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExamRowsTests {

    private static final Set<String> SUPPORTED = Set.of("paraphrase", "refusal_right");
    private static final Set<String> UNSUPPORTED = Set.of(
            "number",
            "name",
            "date",
            "negation",
            "antonym",
            "unit",
            "role_swapped",
            "half_supported",
            "added_detail",
            "wrong_passage",
            "refusal_wrong",
            "instruction");

    private final List<ExamRow> rows = ExamRows.read();

    @Test
    void areHalfEnglishAndHalfChinese() {
        Map<Language, Long> languages =
                rows.stream().collect(Collectors.groupingBy(ExamRow::lang, Collectors.counting()));

        assertThat(rows).hasSizeGreaterThanOrEqualTo(120);
        assertThat(languages.get(Language.EN)).isEqualTo(languages.get(Language.ZH));
        assertThat(rows)
                .allMatch(row -> Language.of(List.of(row.question(), row.answer(), String.join(" ", row.contexts())))
                        == row.lang());
    }

    @Test
    void haveOneIdEachAndAreShort() {
        assertThat(rows).extracting(ExamRow::id).doesNotHaveDuplicates().allMatch(id -> id.matches("(en|zh)-\\d{3}"));
        assertThat(rows).extracting(ExamRow::answer).doesNotHaveDuplicates().allMatch(answer -> answer.length() < 200);
        assertThat(rows)
                .allMatch(row -> row.contexts().size() == 2 && !row.question().isBlank());
    }

    @Test
    void labelEachKindOneWay() {
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.isSupported() ? SUPPORTED : UNSUPPORTED).contains(row.kind()));
    }

    @Test
    void showEachKindInBothLanguagesAndEnoughOfBothLabels() {
        for (Language language : Language.values()) {
            List<ExamRow> own =
                    rows.stream().filter(row -> row.lang() == language).toList();
            assertThat(own).extracting(ExamRow::kind).containsAll(SUPPORTED).containsAll(UNSUPPORTED);
            assertThat((double) own.stream().filter(ExamRow::isSupported).count() / own.size())
                    .isBetween(0.35, 0.65);
        }
    }
}
