package dev.marksheet.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be set for a session; null leaves a setting as it is.
 *
 * @param labels all of them: they take the place of those that the session has
 * @param expect how many calls will come
 * @param gate what the session's gate asks; how long to wait is not among what is kept
 */
public record SessionSettings(
        @Nullable String name,
        @Nullable Map<String, String> labels,
        @Nullable Long expect,
        @Nullable GateQuestion gate) {

    public static final SessionSettings UNCHANGED = new SessionSettings(null, null, null, null);

    public SessionSettings {
        labels = labels == null ? null : Map.copyOf(labels);
    }

    public SessionSettings withName(String value) {
        return new SessionSettings(value, labels, expect, gate);
    }

    public SessionSettings withLabels(@Nullable Map<String, String> value) {
        return new SessionSettings(name, value, expect, gate);
    }

    public SessionSettings withExpect(@Nullable Long calls) {
        return new SessionSettings(name, labels, calls, gate);
    }

    public SessionSettings withGate(@Nullable GateQuestion value) {
        return new SessionSettings(name, labels, expect, value);
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        Call.putGiven(body, "name", name);
        Call.putGiven(body, "labels", labels);
        Call.putGiven(body, "expect", expect);
        Call.putGiven(body, "gate", gate == null ? null : gate.settings());
        return body;
    }
}
