package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeTask;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;

/** How much there is to read in a task: a task is a record of texts and collections of texts. */
final class TaskSize {

    private TaskSize() {}

    /** The characters of all texts of the task. */
    static long of(JudgeTask<?> task) {
        long characters = 0;
        try {
            for (RecordComponent component : task.getClass().getRecordComponents()) {
                characters += characters(component.getAccessor().invoke(task));
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("a task can't be read", e);
        }
        return characters;
    }

    private static long characters(Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        long characters = 0;
        if (value instanceof Iterable<?> values) {
            for (Object one : values) {
                characters += characters(one);
            }
        } else if (value instanceof Map<?, ?> map) {
            characters = characters(map.keySet()) + characters(map.values());
        }
        return characters;
    }
}
