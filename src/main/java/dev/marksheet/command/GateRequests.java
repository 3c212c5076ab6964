package dev.marksheet.command;

import dev.marksheet.gate.GateFormat;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the gate of a session of a running service. Used by one thread. */
final class GateRequests {

    /** Proxies cut connections that are silent for a minute; the gate goes on from where it was. */
    private static final long WAIT_SECONDS = 50;

    private static final long PAUSE_MILLIS = 2_000;

    private final Call call;
    private final ServiceRequests service;
    private final String path;

    /** @param text as the service wrote it */
    record Answer(int status, String text) {}

    GateRequests(Call call, ServiceRequests service, String session, Map<String, List<String>> query) {
        this.call = call;
        this.service = service;
        StringBuilder asked = new StringBuilder("/api/score/sessions/")
                .append(encoded(session))
                .append("/gate?strict=true&lang=")
                .append(call.language().wireName());
        query.forEach((name, values) -> values.forEach(
                value -> asked.append('&').append(encoded(name)).append('=').append(encoded(value))));
        this.path = asked.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * @param wait how long to wait for a verdict
     * @throws RefusedException if there is no answer to what was asked
     */
    Answer ask(GateFormat format, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            long left = Math.max(0, Duration.ofNanos(end - System.nanoTime()).toSeconds());
            GateFormat asked = left == 0 ? format : GateFormat.JSON;
            ServiceAnswer answer =
                    service.get(path + "&format=" + asked.wireName() + "&wait=" + Math.min(left, WAIT_SECONDS));
            if (answer.isForLater() && left > 0) {
                pause();
            } else if (answer.isProblem() || status(answer) == Status.REFUSED) {
                throw answer.refusal(call);
            } else if (left == 0 || isSettled(answer)) {
                return asked == format ? new Answer(status(answer), answer.body()) : ask(format, Duration.ZERO);
            }
        }
    }

    /** Whether waiting can change nothing, as {@code GateResult.isSettled} has it: the service does not hold such a wait. */
    private static boolean isSettled(ServiceAnswer answer) {
        if (status(answer) != Status.UNDECIDED) {
            return true;
        }
        JsonNode calls = JsonMapper.shared().readTree(answer.body()).path("calls");
        JsonNode expected = calls.path("expected");
        return expected.isNumber()
                && calls.path("open").asLong() == 0
                && calls.path("counted").asLong() >= expected.asLong();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int status(ServiceAnswer answer) {
        return switch (answer.status()) {
            case ServiceAnswer.OK -> Status.PASS;
            case ServiceAnswer.FAILS -> Status.FAIL;
            case ServiceAnswer.IS_UNDECIDED -> Status.UNDECIDED;
            default -> Status.REFUSED;
        };
    }
}
