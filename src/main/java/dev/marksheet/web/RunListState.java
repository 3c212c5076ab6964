package dev.marksheet.web;

import dev.marksheet.session.RunQuery;
import dev.marksheet.session.RunQuery.Place;
import dev.marksheet.session.RunQuery.Sort;
import dev.marksheet.session.RunQuery.State;
import java.util.HashMap;
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
 * @param after the last run of the page before; null on the first page
 */
record RunListState(
        String q,
        State state,
        String sort,
        boolean reversed,
        @Nullable Place after) {

    static final String LATEST = "latest";

    private static final int LONGEST = 200;

    static RunListState of(Map<String, String> parameters) {
        String sort = parameters.getOrDefault("sort", LATEST);
        return new RunListState(
                cut(parameters.getOrDefault("q", "")),
                state(parameters.getOrDefault("state", "")),
                sort.matches("[a-z0-9_]{1,60}") ? sort : LATEST,
                parameters.getOrDefault("order", "").equals("reversed"),
                place(parameters.get("key"), parameters.get("after"), sort));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
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
        if (key == null || run == null) {
            return null;
        }
        boolean legal = sort.equals("name") || key.matches("-?[0-9]{1,20}(\\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?");
        return legal ? new Place(key, run) : null;
    }

    RunQuery query() {
        Sort by = switch (sort) {
            case LATEST -> Sort.LATEST;
            case "name" -> Sort.NAME;
            case "calls" -> Sort.CALLS;
            default -> Sort.METRIC;
        };
        return new RunQuery(q, state, by, by == Sort.METRIC ? sort : "", reversed, after);
    }

    /** The same list in another order, from its start; the other way round if it is in that order already. */
    String sortedBy(String other) {
        return new RunListState(q, state, other, other.equals(sort) && !reversed, null).url();
    }

    /** The same list of other runs, from its start. */
    String showing(State other) {
        return new RunListState(q, other, sort, reversed, null).url();
    }

    String behind(Place place) {
        return new RunListState(q, state, sort, reversed, place).url();
    }

    String start() {
        return new RunListState(q, state, sort, reversed, null).url();
    }

    /** Whether anything but the order was chosen. */
    boolean filtered() {
        return !q.isBlank() || state != State.ALL;
    }

    private String url() {
        UriComponentsBuilder url = UriComponentsBuilder.fromPath("/");
        Map<String, String> values = new HashMap<>();
        add(url, values, "q", q, q.isBlank());
        add(url, values, "state", state.name().toLowerCase(Locale.ROOT), state == State.ALL);
        add(url, values, "sort", sort, sort.equals(LATEST));
        add(url, values, "order", "reversed", !reversed);
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
