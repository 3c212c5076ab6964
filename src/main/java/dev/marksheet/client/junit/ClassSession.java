package dev.marksheet.client.junit;

import dev.marksheet.client.AcceptedCall;
import dev.marksheet.client.Call;
import dev.marksheet.client.GateAnswer;
import dev.marksheet.client.GateQuestion;
import dev.marksheet.client.MarksheetClient;
import dev.marksheet.client.MarksheetException;
import dev.marksheet.client.SessionSettings;
import dev.marksheet.client.SessionSummary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The session of one test class, from its first test to its gate. Safe for use by many threads at once. */
final class ClassSession {

    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(10);
    private static final int FORBIDDEN = 403;

    private final MarksheetSession asked;
    private final MarksheetClient client;
    private final String id;
    private final GateQuestion question;
    private final Map<String, String> labels;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicBoolean introduced = new AtomicBoolean();

    private ClassSession(MarksheetSession asked, Surroundings here) {
        this.asked = asked;
        this.client = client(asked, here).build();
        this.id = asked.unique() ? asked.value() + "-" + here.run() : asked.value();
        this.question = question(asked);
        this.labels = new LinkedHashMap<>(here.labels());
        labels.putAll(Surroundings.pairs(asked.labels()));
    }

    /**
     * Looks whether the service is there and knows the key, so that nobody finds that out after the last test.
     *
     * @throws MarksheetException if it refuses or does not answer
     * @throws TestAbortedException if it does not answer and need not
     */
    static ClassSession begun(MarksheetSession asked, Surroundings here) {
        ClassSession session = new ClassSession(asked, here);
        try {
            client(asked, here)
                    .patience(asked.optional() ? Duration.ZERO : FIRST_PATIENCE)
                    .build()
                    .session(session.id);
        } catch (MarksheetException e) {
            if (e.isUnreachable() && asked.optional()) {
                throw new TestAbortedException(e.getMessage(), e);
            }
            throw e;
        }
        return session;
    }

    private static MarksheetClient.Builder client(MarksheetSession asked, Surroundings here) {
        return MarksheetClient.builder(here.get("url", asked.url())).key(here.get("key", asked.key()));
    }

    private static GateQuestion question(MarksheetSession asked) {
        GateQuestion plain = GateQuestion.of(asked.gate());
        return new GateQuestion(
                plain.criteria(),
                asked.baseline().isEmpty() ? null : asked.baseline(),
                given(asked.margin()),
                given(asked.minCoverage()),
                given(asked.alpha()),
                null,
                asked.expect() > 0 ? asked.expect() : null,
                Duration.ofSeconds(asked.waitSeconds()),
                asked.expect() == 0);
    }

    private static @Nullable Double given(double value) {
        return Double.isNaN(value) ? null : value;
    }

    String id() {
        return id;
    }

    MarksheetClient client() {
        return client;
    }

    AcceptedCall score(Call call) {
        if (introduced.compareAndSet(false, true)) {
            introduce();
        }
        AcceptedCall accepted = client.score(id, call.metrics().isEmpty() ? call.withMetrics(asked.metrics()) : call);
        if (!accepted.replayed()) {
            sent.incrementAndGet();
        }
        return accepted;
    }

    /** Gives the session its labels and its gate, so that the report shows while the tests run what they ask for. */
    private void introduce() {
        Map<String, String> all = new LinkedHashMap<>();
        if (!labels.isEmpty()) {
            client.session(id).ifPresent(before -> all.putAll(before.labels()));
            all.putAll(labels);
        }
        SessionSettings settings = SessionSettings.UNCHANGED
                .withLabels(all)
                .withGate(hasGate() ? question : null)
                .withExpect(asked.expect() > 0 ? asked.expect() : null);
        set(all.isEmpty() ? settings.withLabels(null) : settings);
    }

    private boolean hasGate() {
        return !question.criteria().isEmpty() || question.baseline() != null;
    }

    /** Nobody asked for what a key may not set, unless the tests name labels. */
    private void set(SessionSettings settings) {
        if (settings.equals(SessionSettings.UNCHANGED)) {
            return;
        }
        try {
            client.settings(id, settings);
        } catch (MarksheetException e) {
            if (e.status() != FORBIDDEN || asked.labels().length > 0) {
                throw e;
            }
        }
    }

    /** What has come of the class, in words. */
    record Outcome(String report, Optional<GateAnswer> gate) {}

    /**
     * Asks for the gate, after the last test.
     *
     * @return empty when no call was sent and there is no such session
     */
    Optional<Outcome> end() {
        Optional<SessionSummary> found = client.session(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SessionSummary session = found.get();
        if (!hasGate() && !session.gated()) {
            return Optional.of(new Outcome(session.reportUrl(), Optional.empty()));
        }
        boolean ours = asked.expect() == 0 && sent.get() > 0 && session.calls() == sent.get();
        if (ours) {
            set(SessionSettings.UNCHANGED.withExpect(sent.get()));
        }
        GateAnswer answer = client.gate(id, ours ? question.withExpect(sent.get()) : question);
        return Optional.of(new Outcome(session.reportUrl(), Optional.of(answer)));
    }
}
