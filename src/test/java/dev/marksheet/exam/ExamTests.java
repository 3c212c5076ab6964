package dev.marksheet.exam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marksheet.session.ExamResult;
import dev.marksheet.session.text.Language;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(properties = "marksheet.judge.base-url=")
class ExamTests {

    @TempDir
    static Path folder;

    @Autowired
    private Exam exam;

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", folder::toString);
    }

    /** Prints the table of docs/local-judge.md. */
    @Test
    void examinesTheLocalJudge() throws InterruptedException {
        List<Integer> done = new ArrayList<>();

        ExamResult result = exam.sit("local", Runnable::run, done::add);

        result.kinds().forEach((kind, part) -> print(kind, part));
        result.languages().forEach((language, part) -> print(language, part));
        print("all", result.total());
        assertThat(done).hasSize(exam.rows().size()).isSorted();
        assertThat(result.unjudged()).isZero();
        assertThat(result.madeUpQuotes()).isZero();
        assertThat(result.usage().requests()).isZero();
        assertThat(result.total().balancedAccuracy()).isGreaterThan(0.8);
        assertThat(result.languages()).containsOnlyKeys("en", "zh");
        assertThat(result.passed()).hasSize(exam.rows().size()).doesNotContainValue(null);
        assertThat(result.flipsAgainst(exam.sit("local", Runnable::run, n -> {})))
                .isEmpty();
    }

    @Test
    void weighsBothLabelsAlikeAndTakesTheOtherLabelOfAKindFromAllRows() {
        Tally tally = new Tally(List.of(
                marked("number", 0, false),
                marked("number", 0, true),
                marked("unit", 0, false),
                marked("paraphrase", 1, true),
                marked("paraphrase", 1, null)));

        ExamResult.Part all = tally.part(row -> true);
        assertThat(all.rows()).isEqualTo(5);
        assertThat(all.right()).isEqualTo(3);
        assertThat(all.balancedAccuracy()).isCloseTo((2 / 3.0 + 0.5) / 2, within(1e-9));
        assertThat(all.low()).isBetween(0.0, all.balancedAccuracy());
        assertThat(all.high()).isBetween(all.balancedAccuracy(), 1.0);
        assertThat(tally.part(row -> row.kind().equals("unit")).balancedAccuracy())
                .isCloseTo(0.75, within(1e-9));
    }

    private static Tally.Marked marked(String kind, int label, Boolean passed) {
        return new Tally.Marked(new ExamRow("en-001", Language.EN, kind, "?", "!", List.of(), label), passed);
    }

    private static void print(String name, ExamResult.Part part) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %d | %.2f (%.2f–%.2f) |%n",
                name,
                part.rows(),
                part.right(),
                part.balancedAccuracy(),
                part.low(),
                part.high());
    }
}
