package dev.marksheet.web.runs;

import dev.marksheet.web.LabelLink;
import dev.marksheet.web.runs.RunListView.Filter;
import dev.marksheet.web.runs.RunListView.Group;
import dev.marksheet.web.runs.RunListView.Groups;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the runs of a page together that have the same value of a label. Pure. */
final class RunGroups {

    private static final int MOST_CHOICES = 8;

    private RunGroups() {}

    static Groups of(List<RunRow> rows, RunListState state) {
        return new Groups(
                state.label(),
                state.withAnyLabel(),
                state.group(),
                choices(rows, state),
                state.group().isBlank() ? List.of(new Group(null, rows)) : groups(rows, state.group()));
    }

    /** In the order in which the first run of each comes; those without the label last. */
    private static List<Group> groups(List<RunRow> rows, String key) {
        Map<String, List<RunRow>> byValue = new LinkedHashMap<>();
        List<RunRow> others = new ArrayList<>();
        for (RunRow row : rows) {
            row.labels().stream()
                    .filter(label -> label.key().equals(key))
                    .findFirst()
                    .map(LabelLink::value)
                    .map(value -> byValue.computeIfAbsent(value, v -> new ArrayList<>()))
                    .orElse(others)
                    .add(row);
        }
        List<Group> groups = new ArrayList<>();
        byValue.forEach((value, all) -> groups.add(new Group(key + ": " + value, all)));
        if (!others.isEmpty()) {
            groups.add(new Group(key + ": —", others));
        }
        return groups;
    }

    /** None where no run of the page has a label. */
    private static List<Filter> choices(List<RunRow> rows, RunListState state) {
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach(row -> row.labels().forEach(label -> keys.add(label.key())));
        if (!state.group().isBlank()) {
            keys.add(state.group());
        }
        List<Filter> choices = new ArrayList<>();
        if (!keys.isEmpty()) {
            choices.add(choice("", state));
            keys.stream().limit(MOST_CHOICES).forEach(key -> choices.add(choice(key, state)));
        }
        return choices;
    }

    private static Filter choice(String key, RunListState state) {
        return new Filter(key, state.groupedBy(key), key.equals(state.group()) ? "true" : null);
    }
}
