package dev.marksheet.api.call;

import dev.marksheet.api.wire.FieldProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields that may come under either of two names. Problems are collected, not thrown. */
final class TextChecks {

    private final List<FieldProblem> problems;
    /** The name that was sent, by the classic one. */
    private final Map<String, String> sent = new HashMap<>();

    TextChecks(List<FieldProblem> problems) {
        this.problems = problems;
    }

    /** The text that came under either name, or null when neither came. */
    @Nullable
    String oneOf(String name, @Nullable String text, String otherName, @Nullable String otherText) {
        note(name, text, otherName, otherText);
        return text == null ? otherText : text;
    }

    /** The texts that came under either name, empty when neither came. */
    List<String> oneList(
            String name, @Nullable List<String> texts, String otherName, @Nullable List<String> otherTexts) {
        note(name, texts, otherName, otherTexts);
        List<String> found = texts == null ? otherTexts : texts;
        return found == null ? List.of() : found;
    }

    private void note(String name, @Nullable Object one, String otherName, @Nullable Object other) {
        if (one != null && other != null) {
            problems.add(new FieldProblem(otherName, "is another name of " + name + ": send only one of the two"));
        } else if (other != null) {
            sent.put(name, otherName);
        }
    }

    /** The field, with an index or without, by the name under which it was sent. */
    String asSent(String field) {
        int bracket = field.indexOf('[');
        String name = bracket < 0 ? field : field.substring(0, bracket);
        return sent.getOrDefault(name, name) + (bracket < 0 ? "" : field.substring(bracket));
    }
}
