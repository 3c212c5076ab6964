package dev.marksheet.web;

import dev.marksheet.session.Sample;
import dev.marksheet.session.SessionId;
import java.util.Arrays;
import java.util.List;

/**
 * A call as the form of an empty list sends it.
 *
 * @param contexts the passages, a blank line between two
 */
record FirstCall(String sessionId, String question, String answer, String contexts, String groundTruth) {

    static final FirstCall EXAMPLE = new FirstCall(
            "my-first",
            "When does the library open?",
            "It opens at nine.",
            "The library opens at nine on weekdays.",
            "At nine on weekdays.");

    private static final int LONGEST = 100_000;

    /** @throws IllegalArgumentException if the id breaks a rule; the message says which */
    SessionId session() {
        return new SessionId(sessionId.strip());
    }

    /** Whether it asks something and none of its texts is out of all proportion. */
    boolean isSound() {
        return !question.isBlank()
                && question.length() + answer.length() + contexts.length() + groundTruth.length() <= LONGEST;
    }

    Sample sample() {
        List<String> passages = Arrays.stream(contexts.split("\\R\\s*\\R"))
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
