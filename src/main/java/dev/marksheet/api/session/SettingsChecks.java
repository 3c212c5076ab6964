package dev.marksheet.api.session;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.Sent;
import dev.marksheet.api.wire.UnknownField;
import dev.marksheet.query.TextPairs;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns settings that came over the wire into a change of a session's, or says everything that is wrong with them. */
@Component
class SettingsChecks {

    private static final List<String> FIELDS = List.of("name", "labels", "pinned", "expect", "gate", "budget");
    private static final int LONGEST_FIELD = 100;
    private static final double MOST_CALLS = 1e12;

    private final GateChecks gates;

    SettingsChecks(GateChecks gates) {
        this.gates = gates;
    }

    /** @throws InvalidRequestException if the id breaks a rule */
    static SessionId session(String id) {
        try {
            return new SessionId(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("session_id", String.valueOf(e.getMessage()));
        }
    }

    /** @throws InvalidRequestException if any value breaks a rule, or a field is none */
    UnaryOperator<SessionSettings> change(SettingsBody body) {
        List<FieldProblem> problems = new ArrayList<>();
        refuseUnknown("", body.unknown(), FIELDS, problems);
        name(body.name(), problems);
        number("expect", body.expect(), true, problems);
        number("budget", body.budget(), false, problems);
        labels(body.labels(), problems);
        SettingsBody.Gate sent = value(body.gate());
        GateSettings gate = sent == null ? null : gates.check(sent, problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return before -> changed(before, body, gate);
    }

    private static <T> @Nullable T value(@Nullable Sent<T> sent) {
        return sent == null ? null : sent.value();
    }

    private static SessionSettings changed(SessionSettings before, SettingsBody body, @Nullable GateSettings gate) {
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, @Nullable String> sentLabels = value(body.labels());
        if (sentLabels != null) {
            sentLabels.forEach((key, value) -> labels.put(key, Objects.requireNonNullElse(value, "")));
        }
        String name = value(body.name());
        Double expect = value(body.expect());
        return new SessionSettings(
                body.name() == null ? before.name() : name == null ? null : name.strip(),
                body.labels() == null ? before.labels() : labels,
                body.pinned() == null ? before.pinned() : Boolean.TRUE.equals(value(body.pinned())),
                body.expect() == null ? before.expect() : expect == null ? null : Long.valueOf(expect.longValue()),
                body.gate() == null ? before.gate() : gate,
                body.budget() == null ? before.budget() : value(body.budget()));
    }

    /** Adds a problem for each unknown field, which lists the known ones. */
    static void refuseUnknown(
            String prefix,
            @Nullable Map<String, UnknownField> unknown,
            List<String> known,
            List<FieldProblem> problems) {
        if (unknown != null) {
            unknown.keySet().stream()
                    .limit(FIELDS.size())
                    .map(name -> name.length() > LONGEST_FIELD ? name.substring(0, LONGEST_FIELD) + "…" : name)
                    .map(name -> name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD"))
                    .forEach(name -> problems.add(
                            new FieldProblem(prefix + name, "is not a field; valid: " + String.join(", ", known))));
        }
    }

    private static void name(@Nullable Sent<String> sent, List<FieldProblem> problems) {
        String name = value(sent);
        if (name == null) {
            return;
        }
        if (name.isBlank()) {
            problems.add(new FieldProblem("name", "must not be blank; null takes the name away"));
        } else if (!SessionSettings.isName(name)) {
            problems.add(new FieldProblem(
                    "name", "must have at most 200 characters, no control characters and no unpaired surrogates"));
        }
    }

    private static void number(String field, @Nullable Sent<Double> sent, boolean whole, List<FieldProblem> problems) {
        Double value = value(sent);
        if (value == null) {
            return;
        }
        if (!(value >= 0 && value <= MOST_CALLS) || whole && (value < 1 || value != Math.rint(value))) {
            String rule = whole ? "must be a whole number from 1 on" : "must be a number from 0 on";
            problems.add(new FieldProblem(field, rule + "; null takes it away"));
        }
    }

    private static void labels(@Nullable Sent<Map<String, @Nullable String>> sent, List<FieldProblem> problems) {
        Map<String, @Nullable String> labels = value(sent);
        TextPairs.Fault fault = labels == null ? null : TextPairs.fault(labels, SessionSettings.MAX_LABELS);
        if (fault != null) {
            problems.add(new FieldProblem(fault.key().isEmpty() ? "labels" : "labels." + fault.key(), fault.message()));
        }
    }
}
