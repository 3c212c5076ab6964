package dev.marksheet.web.runs;

import dev.marksheet.session.Sample;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.TextRule;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call as the form of the run list sends it.
 *
 * @param contexts the passages, a blank line between two
 */
record FirstCall(String sessionId, String question, String answer, String contexts, String groundTruth) {

    private static final FirstCall ENGLISH = new FirstCall(
            "my-first",
            "When does the library open?",
            "It opens at nine.",
            "The library opens at nine on weekdays.",
            "It opens at nine on weekdays.");

    private static final FirstCall CHINESE =
            new FirstCall("我的第一个会话", "图书馆几点开门？", "图书馆九点开门。", "图书馆工作日九点开门，十七点关门。", "图书馆工作日九点开门。");

    private static final int LONGEST = 100_000;

    /** Browsers send CR and LF, which are one break, not two. */
    private static final String BLANK_LINE = "(?>\\R)\\s*\\R";

    /** What the form proposes. */
    static FirstCall example(Language language) {
        return language == Language.ZH ? CHINESE : ENGLISH;
    }

    /** @throws IllegalArgumentException if the id breaks a rule; the message says which */
    SessionId session() {
        return new SessionId(sessionId.strip());
    }

    /** What keeps the call from being taken: the key of what to say, by the field's name; empty when nothing does. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        if (sessionId.isBlank()) {
            problems.put("session_id", "form.session.blank");
        } else if (TextRule.length(sessionId.strip()) > SessionId.MAX_LENGTH) {
            problems.put("session_id", "form.session.long");
        } else if (isOdd(sessionId.strip(), true)) {
            problems.put("session_id", "form.session.characters");
        }
        if (question.isBlank()) {
            problems.put("question", "form.question.blank");
        }
        Map.of("question", question, "answer", answer, "contexts", contexts, "ground_truth", groundTruth)
                .forEach((field, text) -> {
                    if (text.length() > LONGEST) {
                        problems.put(field, "form.text.long");
                    } else if (isOdd(text, false)) {
                        problems.put(field, "form.text.characters");
                    }
                });
        return problems;
    }

    /** Whether it holds what could not be kept, or in a name any control character. */
    private static boolean isOdd(String text, boolean name) {
        return TextRule.fault(text) != null || name && text.codePoints().anyMatch(Character::isISOControl);
    }

    Sample sample() {
        List<String> passages = Arrays.stream(contexts.split(BLANK_LINE))
                .map(String::strip)
                .filter(passage -> !passage.isEmpty())
                .toList();
        return Sample.of(
                question.strip(),
                answer.isBlank() ? null : answer,
                passages,
                groundTruth.isBlank() ? null : groundTruth);
    }
}
