package dev.marksheet.client;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Talks to a Marksheet service. Every request may be sent several times (see {@link Builder#patience}), and counts once all
 * the same. All methods throw {@link MarksheetException} when the service refuses or none answers. Safe for use by many
 * threads at once; make one and keep it.
 */
public final class MarksheetClient {

    private static final String CALLS = "/api/score/session_async";
    private static final String SESSIONS = "/api/score/sessions/";
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final int NOT_FOUND = 404;
    private static final int FAIL = 422;
    private static final int UNDECIDED = 424;
    private static final long LONGEST_HOLD_SECONDS = 16;

    private final Exchange exchange;

    private MarksheetClient(Exchange exchange) {
        this.exchange = exchange;
    }

    /** A client for a service that asks for no key, such as {@code http://127.0.0.1:8080}. */
    public static MarksheetClient of(String url) {
        return builder(url).build();
    }

    /** @param url the service's address, with the prefix that a proxy may have put before it */
    public static Builder builder(String url) {
        return new Builder(url);
    }

    /** How to reach a service. Not safe for use by several threads. */
    public static final class Builder {

        private final String url;
        private @Nullable String key;
        private Duration timeout = Duration.ofSeconds(20);
        private Duration patience = Duration.ofMinutes(1);

        private Builder(String url) {
            this.url = url.strip().replaceAll("/+$", "");
        }

        /** A key of the service; null or blank for none. */
        public Builder key(@Nullable String secret) {
            this.key = secret == null || secret.isBlank() ? null : secret.strip();
            return this;
        }

        /** How long one connection and one answer may take, the time aside that a gate waits; 20 seconds unless set. */
        public Builder timeout(Duration longest) {
            this.timeout = longest;
            return this;
        }

        /**
         * How long a request is tried again while none answers, or the service says that it can't take it now (429, 503);
         * one minute unless set, zero for one try.
         */
        public Builder patience(Duration longest) {
            this.patience = longest;
            return this;
        }

        /** @throws IllegalArgumentException if the address is none, or the key can't be one */
        public MarksheetClient build() {
            if (key != null && !key.matches("[\\x21-\\x7e]+")) {
                throw new IllegalArgumentException("the key holds characters that no key has");
            }
            if (!url.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
                throw new IllegalArgumentException(
                        "the address must look like http://127.0.0.1:8080, without a query or a password");
            }
            return new MarksheetClient(new Exchange(URI.create(url).toASCIIString(), key, timeout, patience));
        }
    }

    /** The service's address. */
    public String url() {
        return exchange.base();
    }

    /** Sends a call to be scored; it is stored when this returns. */
    public AcceptedCall score(String sessionId, Call call) {
        return score(sessionId, call, UUID.randomUUID().toString());
    }

    /**
     * The same under a key of one's own: what is sent again under it, by whatever process, is the same call.
     *
     * @param idempotencyKey 1 to 200 printable ASCII characters; holds for 7 days in its session
     */
    public AcceptedCall score(String sessionId, Call call, String idempotencyKey) {
        if (!idempotencyKey.matches("[\\x20-\\x7e]{1,200}")) {
            throw new IllegalArgumentException("an idempotency key has 1 to 200 printable ASCII characters");
        }
        Exchange.Request request =
                new Exchange.Request("POST", CALLS, Json.write(call.body(sessionId)), idempotencyKey, Duration.ZERO);
        HttpResponse<String> response = exchange.send(request);
        if (response.statusCode() != ACCEPTED) {
            throw Answers.refused(response, request);
        }
        Map<?, ?> accepted = Answers.object(response, request);
        return new AcceptedCall(
                Answers.text(accepted, "job_id"),
                sessionId,
                Answers.text(accepted, "run_id"),
                reportUrl(accepted),
                response.headers().firstValue("Idempotency-Replayed").isPresent(),
                Answers.texts(accepted, "warnings"));
    }

    /** Where people look at a run, under the address by which this program reaches the service. */
    private String reportUrl(Map<?, ?> answer) {
        return exchange.base() + "/runs/" + encoded(Answers.text(answer, "run_id"));
    }

    /** A session as it stands; empty when there is none of that id. */
    public Optional<SessionSummary> session(String sessionId) {
        Exchange.Request request = Exchange.Request.get(session(sessionId, "?jobs=none"));
        HttpResponse<String> response = exchange.send(request);
        if (response.statusCode() == NOT_FOUND && Answers.isProblem(response)) {
            return Optional.empty();
        }
        if (response.statusCode() != OK) {
            throw Answers.refused(response, request);
        }
        Map<?, ?> session = Answers.object(response, request);
        Map<?, ?> counts = Answers.nested(session, "status_counts");
        return Optional.of(new SessionSummary(
                sessionId,
                Answers.text(session, "run_id"),
                reportUrl(session),
                Answers.whole(session, "call_count"),
                Stream.of("queued", "running")
                        .mapToLong(status -> Answers.whole(counts, status))
                        .sum(),
                Answers.pairs(Answers.nested(session, "labels")),
                session.get("gate") != null));
    }

    /** Makes the session, or changes it. */
    public void settings(String sessionId, SessionSettings settings) {
        Exchange.Request request =
                new Exchange.Request("PUT", session(sessionId, ""), Json.write(settings.body()), null, Duration.ZERO);
        HttpResponse<String> response = exchange.send(request);
        if (response.statusCode() / 100 != 2) {
            throw Answers.refused(response, request);
        }
    }

    /**
     * Asks whether a session is good enough, and waits for a verdict as long as the question says. Proxies between may be
     * less patient: the service is asked again every few seconds, and goes on from where it was.
     */
    public GateAnswer gate(String sessionId, GateQuestion question) {
        if (question.patience().isZero()) {
            return told(sessionId, question);
        }
        long end = System.nanoTime() + question.patience().toNanos();
        for (long hold = 1; ; hold = Math.min(hold * 2, LONGEST_HOLD_SECONDS)) {
            long left = Duration.ofNanos(Math.max(0, end - System.nanoTime())).toSeconds();
            if (isSettled(sessionId, question, Math.min(left, hold)) || left <= hold) {
                return told(sessionId, question);
            }
        }
    }

    /** Whether there is a verdict, or nothing to wait for any more. */
    private boolean isSettled(String sessionId, GateQuestion question, long hold) {
        Exchange.Request request = new Exchange.Request(
                "GET", gate(sessionId, question, "json") + "&wait=" + hold, null, null, Duration.ofSeconds(hold));
        HttpResponse<String> response = exchange.send(request);
        if (response.statusCode() != OK) {
            throw Answers.refused(response, request);
        }
        Map<?, ?> answer = Answers.object(response, request);
        Map<?, ?> calls = Answers.nested(answer, "calls");
        long expected = Answers.whole(calls, "expected");
        boolean all = question.complete() || expected > 0 && Answers.whole(calls, "counted") >= expected;
        return !Answers.text(answer, "verdict").equals(GateVerdict.UNDECIDED.name())
                || all && Answers.whole(calls, "open") == 0;
    }

    private GateAnswer told(String sessionId, GateQuestion question) {
        Exchange.Request request = Exchange.Request.get(gate(sessionId, question, "text") + "&strict=true");
        HttpResponse<String> response = exchange.send(request);
        if (Answers.isProblem(response)) {
            throw Answers.refused(response, request);
        }
        GateVerdict verdict = switch (response.statusCode()) {
            case OK -> GateVerdict.PASS;
            case FAIL -> GateVerdict.FAIL;
            case UNDECIDED -> GateVerdict.UNDECIDED;
            default -> throw Answers.refused(response, request);
        };
        return new GateAnswer(verdict, response.body().strip());
    }

    private static String gate(String sessionId, GateQuestion question, String format) {
        return question.query().entrySet().stream()
                .map(pair -> "&" + encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("", session(sessionId, "/gate?format=" + format), ""));
    }

    private static String session(String sessionId, String rest) {
        return SESSIONS + encoded(sessionId) + rest;
    }

    /** Percent-encoded for a path and for a query alike. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%7E", "~");
    }
}
