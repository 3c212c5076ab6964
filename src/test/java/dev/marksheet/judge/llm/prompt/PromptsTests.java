package dev.marksheet.judge.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.session.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PromptsTests {

    private static final Path FILES = Path.of("src", "main", "resources", "prompts");

    private final Prompts prompts = new Prompts(Delimiters.random());

    @Test
    void countsEveryPromptThatMarksIntoItsFingerprint() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            List<String> names = files.map(file -> file.getFileName().toString().split("\\.")[0])
                    .distinct()
                    .filter(name -> !name.equals("advice"))
                    .toList();

            assertThat(PromptTemplates.markingPrompts()).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(prompts.fingerprint()).matches("[0-9a-f]{12}");
    }

    @Test
    void followsTheLanguageAskedForOrElseThatOfTheTexts() {
        JudgeTask.Statements english = new JudgeTask.Statements("Where?", "In Rome.");

        String followed = prompts.write(PromptTemplates.of(english), null, null).instructions();
        String asked =
                prompts.write(PromptTemplates.of(english), Language.ZH, null).instructions();

        assertThat(followed).doesNotContain("格式");
        assertThat(asked).contains("格式");
    }

    @Test
    void letsACriterionKeepItsOwnLanguage() {
        JudgeTask.Criterion chinese =
                new JudgeTask.Criterion("Is it polite?", Map.of(), 0, 1, Map.of("response", "Yes."), "zh", 1);

        assertThat(prompts.write(PromptTemplates.of(chinese), Language.EN, null).instructions())
                .contains("格式");
    }

    @Test
    void asksForTheLanguageOfReasonsOnlyWhereThereAreReasons() {
        Prompt reasoned = prompts.write(
                PromptTemplates.of(new JudgeTask.Usefulness("Where?", "In Rome.", "Rome")), Language.EN, null);
        Prompt bare = prompts.write(PromptTemplates.of(new JudgeTask.Entities("In Rome.")), Language.EN, null);

        assertThat(reasoned.instructions()).contains("`reason` in English");
        assertThat(bare.instructions()).doesNotContain("reason");
    }

    @Test
    void ordersTheJudgeToFollowACriterionInsteadOfShowingItAsMaterial() {
        JudgeTask.Criterion rubric = new JudgeTask.Criterion(
                "Is it polite?", Map.of(1, "Rude.", 2, "Kind."), 1, 2, Map.of("response", "Yes."), "en", 1);

        Prompt prompt = prompts.write(PromptTemplates.of(rubric), Language.EN, null);

        assertThat(prompt.instructions()).endsWith("criterion:\nIs it polite?\n\nlevel 1:\nRude.\n\nlevel 2:\nKind.\n");
        assertThat(prompt.data()).contains("<<<response").doesNotContain("polite", "Rude");
    }

    @ParameterizedTest
    @EnumSource
    void plantsNoValueInTheFormOfAReply(Language language) throws IOException {
        for (String name : PromptTemplates.markingPrompts()) {
            String file = Files.readString(FILES.resolve(name + "." + language.wireName() + ".md"));
            String form = file.lines()
                    .filter(line -> line.matches("(Form|格式)[:：].*"))
                    .findFirst()
                    .orElse("");

            assertThat(form).as(name).doesNotContainPattern("\"(verdict|rating|score|noncommittal)\": \\d+[,}]");
        }
    }
}
