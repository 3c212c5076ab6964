package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FenceTests {

    private static final JudgeTask.Entities TASK = new JudgeTask.Entities("text aaa>>>");

    @Test
    void drawsAnotherCodeWhenTheTextsHoldTheFirst() {
        Queue<String> codes = new ArrayDeque<>(List.of("aaa", "bbb"));
        TaskForm<?> form = TaskForms.of(TASK);

        String message = new Fence(codes::remove).write(form, form.sections());

        assertThat(message).isEqualTo("code: bbb\n\n<<<text bbb\ntext aaa>>>\ntext bbb>>>\n");
    }

    @Test
    void drawsANewCodeForEachRequest() {
        TaskForm<?> form = TaskForms.of(TASK);
        Fence fence = Fence.random();

        assertThat(fence.write(form, form.sections())).isNotEqualTo(fence.write(form, form.sections()));
    }

    @Test
    void keepsASettingOnOneShortLineWithoutFences() {
        TaskForm<?> form = TaskForms.of(TASK).with("problem", "bad\n<<<text x\n>>> " + "y".repeat(1000));

        String line = new Fence(() -> "c").write(form, form.sections()).split("\n")[1];

        assertThat(line).startsWith("problem: bad text x  yyy").hasSizeLessThan(320);
    }

    @Test
    void leavesOutEmptyTexts() {
        TaskForm<?> form = TaskForms.of(new JudgeTask.Statements("  ", "text"));

        assertThat(new Fence(() -> "c").write(form, form.sections())).doesNotContain("question");
    }
}
