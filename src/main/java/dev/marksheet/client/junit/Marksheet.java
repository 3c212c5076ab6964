package dev.marksheet.client.junit;

import dev.marksheet.client.AcceptedCall;
import dev.marksheet.client.Call;
import dev.marksheet.client.GateAnswer;
import dev.marksheet.client.GateQuestion;
import dev.marksheet.client.MarksheetClient;
import java.util.List;

/**
 * The session of a test class, as a parameter of its constructor and its methods. What is sent names the test in its
 * metadata. Safe for use by many threads at once.
 */
public final class Marksheet {

    private static final String TEST = "test";

    private final ClassSession session;
    private final String test;

    Marksheet(ClassSession session, String test) {
        this.session = session;
        this.test = test;
    }

    /** Sends an answer to be scored; it is stored when this returns, and scored later. */
    public AcceptedCall score(String question, String answer, List<String> contexts) {
        return score(Call.of(question, answer, contexts));
    }

    /** The same with the passages one by one. */
    public AcceptedCall score(String question, String answer, String... contexts) {
        return score(question, answer, List.of(contexts));
    }

    /** Sends an answer with all that is known of it. */
    public AcceptedCall score(Call call) {
        return session.score(call.metadata().containsKey(TEST) ? call : call.withMetadata(TEST, test));
    }

    /** The gate as it stands, or after the question's patience; nothing is asserted. */
    public GateAnswer gate(GateQuestion question) {
        return client().gate(sessionId(), question);
    }

    public String sessionId() {
        return session.id();
    }

    public MarksheetClient client() {
        return session.client();
    }
}
