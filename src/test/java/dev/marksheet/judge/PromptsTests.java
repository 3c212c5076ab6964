package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PromptsTests {

    private static final Path FILES = Path.of("src", "main", "resources", "prompts");

    private final Prompts prompts = new Prompts(Fence.random());

    @Test
    void countsEveryPromptThatMarksIntoItsFingerprint() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            List<String> names = files.map(file -> file.getFileName().toString().split("\\.")[0])
                    .distinct()
                    .filter(name -> !name.equals("advice"))
                    .toList();

            assertThat(TaskForms.markingPrompts()).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(prompts.fingerprint()).matches("[0-9a-f]{12}");
    }

    @Test
    void followsTheLanguageAskedForOrElseThatOfTheTexts() {
        JudgeTask.Statements english = new JudgeTask.Statements("Where?", "In Rome.");

        String followed = prompts.write(TaskForms.of(english), null, null).instructions();
        String asked = prompts.write(TaskForms.of(english), Language.ZH, null).instructions();

        assertThat(followed).doesNotContain("格式");
        assertThat(asked).contains("格式");
    }

    @Test
    void letsACriterionKeepItsOwnLanguage() {
        JudgeTask.Criterion chinese =
                new JudgeTask.Criterion("Is it polite?", Map.of(), 0, 1, Map.of("response", "Yes."), "zh", 1);

        assertThat(prompts.write(TaskForms.of(chinese), Language.EN, null).instructions())
                .contains("格式");
    }
}
