package dev.marksheet.web.report;

import dev.marksheet.query.TextPairs;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.statistics.Figure;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A session's settings as people fill them in: every field is a text.
 *
 * @param name blank for the session's id
 * @param labels one a line, {@code key: value}
 * @param pinned whether it is kept for good
 * @param expect how many calls will come; blank where nobody knows
 * @param budget what it may cost; blank for no bound
 */
record SettingsForm(String name, String labels, boolean pinned, String expect, String budget) {

    private static final int MOST_DIGITS = 12;
    private static final int LONGEST_LABELS = 40_000;

    static SettingsForm of(SessionReport report) {
        SessionSettings set = report.settings();
        return new SettingsForm(
                set.name() == null ? "" : set.name(),
                set.labels().entrySet().stream()
                        .map(label -> label.getKey() + ": " + label.getValue())
                        .collect(Collectors.joining("\n")),
                set.pinned(),
                set.expect() == null ? "" : String.valueOf(set.expect()),
                set.budget() == null ? "" : Figure.entered(set.budget()));
    }

    /** The names of the fields that can't be taken as they are. */
    Set<String> problems() {
        Set<String> problems = new LinkedHashSet<>();
        if (!name.isBlank() && !SessionSettings.isName(name.strip())) {
            problems.add("name");
        }
        Map<String, @Nullable String> pairs = labels.length() > LONGEST_LABELS ? null : pairs();
        if (pairs == null || TextPairs.fault(pairs, SessionSettings.MAX_LABELS) != null) {
            problems.add("labels");
        }
        if (!expect.strip().matches("|0*[1-9]\\d{0," + (MOST_DIGITS - 1) + "}")) {
            problems.add("expect");
        }
        if (!budget.strip().matches("|\\d{1," + MOST_DIGITS + "}([.]\\d{1," + MOST_DIGITS + "})?")) {
            problems.add("budget");
        }
        return problems;
    }

    /** The settings with what the form says; of no use where there are problems. */
    SessionSettings on(SessionSettings before) {
        Map<String, String> kept = new LinkedHashMap<>();
        Map<String, @Nullable String> pairs = pairs();
        if (pairs != null) {
            pairs.forEach((key, value) -> kept.put(key, value == null ? "" : value));
        }
        return new SessionSettings(
                name.isBlank() ? null : name.strip(),
                kept,
                pinned,
                expect.isBlank() ? null : Long.valueOf(expect.strip()),
                before.gate(),
                budget.isBlank() ? null : Double.valueOf(budget.strip()));
    }

    /** The labels; null where a line is none. */
    private @Nullable Map<String, @Nullable String> pairs() {
        Map<String, @Nullable String> pairs = new LinkedHashMap<>();
        for (String line : labels.split("\\R")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                pairs.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!line.isBlank()) {
                return null;
            }
        }
        return pairs;
    }
}
