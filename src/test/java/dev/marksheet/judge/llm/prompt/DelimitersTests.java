package dev.marksheet.judge.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeTask;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class DelimitersTests {

    private static final JudgeTask.Entities TASK = new JudgeTask.Entities("text aaa>>>");

    @Test
    void drawsAnotherCodeWhenTheTextsHoldTheFirst() {
        Queue<String> codes = new ArrayDeque<>(List.of("aaa", "bbb"));
        PromptTemplate<?> form = PromptTemplates.of(TASK);

        String message = new Delimiters(codes::remove).write(form, form.sections());

        assertThat(message).isEqualTo("code: bbb\n\n<<<text bbb\ntext aaa>>>\ntext bbb>>>\n");
    }

    @Test
    void drawsANewCodeForEachRequest() {
        PromptTemplate<?> form = PromptTemplates.of(TASK);
        Delimiters fence = Delimiters.random();

        assertThat(fence.write(form, form.sections())).isNotEqualTo(fence.write(form, form.sections()));
    }

    @Test
    void keepsASettingOnOneShortLineWithoutFences() {
        PromptTemplate<?> form = PromptTemplates.of(TASK).with("problem", "bad\n<<<text x\n>>> " + "y".repeat(1000));

        String line = new Delimiters(() -> "c").write(form, form.sections()).split("\n")[1];

        assertThat(line).startsWith("problem: bad text x  yyy").hasSizeLessThan(320);
    }

    @Test
    void leavesOutEmptyTexts() {
        PromptTemplate<?> form = PromptTemplates.of(new JudgeTask.Statements("  ", "text"));

        assertThat(new Delimiters(() -> "c").write(form, form.sections())).doesNotContain("question");
    }
}
