package dev.marksheet.web.runs;

import dev.marksheet.query.RunFilter;
import dev.marksheet.query.RunFilter.State;
import dev.marksheet.query.RunQuery;
import dev.marksheet.query.RunQuery.Place;
import dev.marksheet.query.RunQuery.Sort;
import dev.marksheet.query.Tag;
import dev.marksheet.session.text.Bounded;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the list's URL says. Whatever a URL says wrongly is as if it were not there.
 *
 * @param q words to search for; empty for none
 * @param state which runs
 * @param sort {@code latest}, {@code name}, {@code calls} or a metric's id
 * @param reversed whether the order is the other way round
 * @param since how long ago the latest call may have been at most: {@code 1d}, {@code 7d} or {@code 30d}; empty for any
 * @param label the label that runs must have, as {@code key:value} or as a key alone; empty for any
 * @param group the key of the label whose values the list is grouped by; empty for none
 * @param all whether every metric has a column instead of the first few
 * @param after the last run of the page before; null on the first page
 */
record RunListState(
        String q,
        State state,
        String sort,
        boolean reversed,
        String since,
        String label,
        String group,
        boolean all,
        @Nullable Place after) {

    /** The days that a list can be cut to. */
    static final List<String> SINCE = List.of("", "1d", "7d", "30d");

    static final String LATEST = "latest";

    private static final int LONGEST = 600;

    static RunListState of(Map<String, String> parameters) {
        String sort = parameters.getOrDefault("sort", LATEST);
        return new RunListState(
                cut(parameters.getOrDefault("q", "")),
                state(parameters.getOrDefault("state", "")),
                sort.matches("[a-z0-9_]{1,60}") ? sort : LATEST,
                parameters.getOrDefault("order", "").equals("reversed"),
                SINCE.contains(parameters.getOrDefault("since", "")) ? parameters.getOrDefault("since", "") : "",
                cut(parameters.getOrDefault("label", "")),
                cut(parameters.getOrDefault("group", "")),
                parameters.getOrDefault("columns", "").equals("all"),
                place(parameters.get("key"), parameters.get("after"), sort));
    }

    private static String cut(String asked) {
        String text = asked.replace("\0", "");
        return Bounded.start(text, LONGEST);
    }

    private static State state(String name) {
        for (State state : State.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(name)) {
                return state;
            }
        }
        return State.ALL;
    }

    private static @Nullable Place place(@Nullable String key, @Nullable String run, String sort) {
        if (key == null || run == null || key.indexOf(0) >= 0 || run.indexOf(0) >= 0) {
            return null;
        }
        boolean legal = sort.equals("name") || key.matches("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?");
        return legal ? new Place(key, run) : null;
    }

    /**
     * @param now what "ago" counts from
     * @param prefix what the sessions' ids begin with; null for any
     */
    RunQuery query(Instant now, @Nullable String prefix) {
        Sort by = switch (sort) {
            case LATEST -> Sort.LATEST;
            case "name" -> Sort.NAME;
            case "calls" -> Sort.CALLS;
            default -> Sort.METRIC;
        };
        Instant from = since.isEmpty()
                ? null
                : now.minus(Duration.ofDays(Long.parseLong(since.substring(0, since.length() - 1))));
        RunFilter filter = new RunFilter(q, state, labels(), null, from, null, prefix);
        return new RunQuery(filter, by, by == Sort.METRIC ? sort : "", reversed, after);
    }

    /** The same list in another order, from its start; the other way round if it is in that order already. */
    String sortedBy(String other) {
        return new RunListState(q, state, other, other.equals(sort) && !reversed, since, label, group, all, null).url();
    }

    /** The same list of other runs, from its start. */
    String showing(State other) {
        return new RunListState(q, other, sort, reversed, since, label, group, all, null).url();
    }

    String behind(Place place) {
        return new RunListState(q, state, sort, reversed, since, label, group, all, place).url();
    }

    /** The same list of runs whose latest call is no older, from its start. */
    String within(String days) {
        return new RunListState(q, state, sort, reversed, days, label, group, all, null).url();
    }

    /** The same page with a column for every metric, or for the first few. */
    String withAll(boolean columns) {
        return new RunListState(q, state, sort, reversed, since, label, group, columns, after).url();
    }

    /** The same list of runs with any labels, from its start. */
    String withAnyLabel() {
        return new RunListState(q, state, sort, reversed, since, "", group, all, null).url();
    }

    /** The same list grouped by the values of this label, from its start. */
    String groupedBy(String key) {
        return new RunListState(q, state, sort, reversed, since, label, key, all, null).url();
    }

    private List<Tag> labels() {
        if (label.isBlank()) {
            return List.of();
        }
        int colon = label.indexOf(':');
        return List.of(
                colon < 0 ? new Tag(label, null) : new Tag(label.substring(0, colon), label.substring(colon + 1)));
    }

    String start() {
        return new RunListState(q, state, sort, reversed, since, label, group, all, null).url();
    }

    /** Whether anything but the order was chosen. */
    boolean filtered() {
        return !q.isBlank() || state != State.ALL || !since.isEmpty() || !label.isBlank();
    }

    private String url() {
        UriComponentsBuilder url = UriComponentsBuilder.fromPath("/");
        Map<String, String> values = new HashMap<>();
        add(url, values, "q", q, q.isBlank());
        add(url, values, "state", state.name().toLowerCase(Locale.ROOT), state == State.ALL);
        add(url, values, "sort", sort, sort.equals(LATEST));
        add(url, values, "order", "reversed", !reversed);
        add(url, values, "since", since, since.isEmpty());
        add(url, values, "label", label, label.isBlank());
        add(url, values, "group", group, group.isBlank());
        add(url, values, "columns", "all", !all);
        if (after != null) {
            add(url, values, "key", after.key(), false);
            add(url, values, "after", after.run(), false);
        }
        return url.encode().buildAndExpand(values).toUriString();
    }

    private static void add(
            UriComponentsBuilder url, Map<String, String> values, String name, String value, boolean usual) {
        if (!usual) {
            url.queryParam(name, "{" + name + "}");
            values.put(name, value);
        }
    }
}
