package dev.marksheet.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks texts that may come under either of two names. Problems are collected, not thrown. */
final class TextChecks {

    private final List<FieldProblem> problems;

    TextChecks(List<FieldProblem> problems) {
        this.problems = problems;
    }

    /** The text that came under either name, or null when neither came. */
    @Nullable
    String oneOf(String name, @Nullable String text, String otherName, @Nullable String otherText) {
        refuseBoth(name, text, otherName, otherText);
        String found = text == null ? otherText : text;
        if (found != null) {
            check(text == null ? otherName : name, found);
        }
        return found;
    }

    /** The texts that came under either name, empty when neither came. */
    List<String> oneList(
            String name, @Nullable List<String> texts, String otherName, @Nullable List<String> otherTexts) {
        refuseBoth(name, texts, otherName, otherTexts);
        return texts == null ? list(otherName, otherTexts) : list(name, texts);
    }

    /** The texts, empty when none came. */
    List<String> list(String name, @Nullable List<String> texts) {
        if (texts == null) {
            return List.of();
        }
        for (int i = 0; i < texts.size(); i++) {
            check(name + "[" + i + "]", texts.get(i));
        }
        return texts;
    }

    private void refuseBoth(String name, @Nullable Object one, String otherName, @Nullable Object other) {
        if (one != null && other != null) {
            problems.add(new FieldProblem(otherName, "is another name of " + name + ": send only one of the two"));
        }
    }

    /** What no UTF-8 file or database text could keep as it is has to be refused, or it would be changed silently. */
    private void check(String field, String text) {
        if (text.indexOf(0) >= 0) {
            problems.add(new FieldProblem(field, "must not contain the character U+0000"));
        }
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            problems.add(
                    new FieldProblem(field, "must not contain unpaired surrogates: it could not be kept as UTF-8"));
        }
    }
}
