package dev.marksheet.exam;

import dev.marksheet.session.text.Language;
import java.util.List;

/**
 * A question with an answer of which it is known whether the contexts support it.
 *
 * @param kind what is the matter with the answer, such as {@code number} or {@code paraphrase}
 * @param label 1 where every claim of the answer is supported, else 0
 */
public record ExamRow(
        String id, Language lang, String kind, String question, String answer, List<String> contexts, int label) {

    public ExamRow {
        contexts = List.copyOf(contexts);
    }

    /** Whether a judge should pass it. */
    public boolean isSupported() {
        return label == 1;
    }
}
