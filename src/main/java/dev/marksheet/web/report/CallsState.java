package dev.marksheet.web.report;

import dev.marksheet.query.CallQuery;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Bounded;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * How the table of calls is looked at. All of it stands in the URL; what makes no sense there is passed over.
 *
 * @param sort the metric that gives the order, {@link #MEAN} or {@link #TIME}
 * @param best whether the best come first instead of the worst; by time, the oldest instead of the newest
 * @param only {@code open}, {@code failed} or {@code skipped}; empty for all
 * @param metric the metric of the threshold; empty for none
 * @param threshold what its score must be worse than; null for none. One of the two alone filters nothing, but is kept,
 *     so that a form which sends them one after the other finds the first again
 * @param q words to look for; empty for none
 * @param place the place of the last call on the page before; null on the first page
 * @param back whether the page before that place is meant instead of the one behind it
 */
public record CallsState(
        String sort,
        boolean best,
        String only,
        String metric,
        @Nullable Double threshold,
        String q,
        CallQuery.@Nullable Place place,
        boolean back) {

    /** By the mean of each call's scores: what a reader looks for first. */
    static final String MEAN = "mean";

    /** By the time of acceptance. */
    public static final String TIME = "time";

    private static final int MAX_TEXT = 200;

    public static CallsState of(MultiValueMap<String, String> params, SessionReport report) {
        CallQuery.Place before = place(params.getFirst("before"));
        return new CallsState(
                sort(params, report),
                "best".equals(params.getFirst("order")),
                only(params.getFirst("only")).map(CallsState::name).orElse(""),
                known(params.getFirst("metric"), report),
                number(params.getFirst("threshold")),
                text(params.getFirst("q")),
                before == null ? place(params.getFirst("after")) : before,
                before != null);
    }

    private static String sort(MultiValueMap<String, String> params, SessionReport report) {
        String sort = params.getFirst("sort");
        if (TIME.equals(sort) || sort == null && params.getFirst("order") != null) {
            return TIME;
        }
        String metric = known(sort, report);
        return metric.isEmpty() ? MEAN : metric;
    }

    /** Whether a metric gives the order, and calls without a score in it are left out. */
    boolean isByMetric() {
        return !sort.equals(MEAN) && !sort.equals(TIME);
    }

    private static String known(@Nullable String metric, SessionReport report) {
        return metric != null && report.metrics().containsKey(metric) ? metric : "";
    }

    private static Optional<CallQuery.Only> only(@Nullable String name) {
        return Arrays.stream(CallQuery.Only.values())
                .filter(only -> name(only).equals(name))
                .findFirst();
    }

    private static String name(CallQuery.Only only) {
        return only.name().toLowerCase(Locale.ROOT);
    }

    private static String text(@Nullable String q) {
        String text = q == null ? "" : q.replace("\0", "").strip();
        return Bounded.start(text, MAX_TEXT);
    }

    private static @Nullable Double number(@Nullable String text) {
        try {
            Double number = text == null ? null : Double.valueOf(text);
            return number != null && Double.isFinite(number) ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static CallQuery.@Nullable Place place(@Nullable String text) {
        if (text == null || !text.matches("[-+0-9.eE]*:[0-9]{1,18}")) {
            return null;
        }
        int colon = text.indexOf(':');
        return new CallQuery.Place(number(text.substring(0, colon)), Long.parseLong(text.substring(colon + 1)));
    }

    /** The same look at the calls behind another place; from the start for null. */
    public CallsState after(CallQuery.@Nullable Place other) {
        return new CallsState(sort, best, only, metric, threshold, q, other, false);
    }

    /** The same look at the calls before another place. */
    CallsState before(CallQuery.Place other) {
        return new CallsState(sort, best, only, metric, threshold, q, other, true);
    }

    /** The same calls by another order, from the start. */
    public CallsState sorted(String by, boolean bestFirst) {
        return new CallsState(by, bestFirst, only, metric, threshold, q, null, false);
    }

    /** Whether some calls may be left out. */
    boolean filtered() {
        return !only.isEmpty() || bounded() || !q.isEmpty();
    }

    /** Whether any filter is set, be it by half. */
    boolean touched() {
        return filtered() || !metric.isEmpty() || threshold != null;
    }

    private boolean bounded() {
        return !metric.isEmpty() && threshold != null;
    }

    public CallQuery query(SessionReport report) {
        boolean worstIsLowest = !isByMetric() || report.range(sort).higherIsBetter();
        boolean ascending = sort.equals(TIME) ? best : worstIsLowest != best;
        CallQuery.Bound bound = bounded()
                ? new CallQuery.Bound(
                        metric,
                        Objects.requireNonNull(threshold),
                        report.range(metric).higherIsBetter())
                : null;
        return new CallQuery(
                report.run(),
                sort.equals(TIME) ? null : sort.equals(MEAN) ? CallQuery.MEAN : sort,
                ascending,
                only(only).orElse(null),
                bound,
                q.isEmpty() ? null : q);
    }

    /** This state as a query, encoded; empty when there is nothing to say. */
    String toQuery() {
        UriComponentsBuilder url = UriComponentsBuilder.newInstance();
        add(url, "sort", sort.equals(MEAN) && !best ? "" : sort);
        add(url, "order", best ? "best" : "");
        add(url, "only", only);
        add(url, "metric", metric);
        add(url, "threshold", threshold == null ? "" : threshold.toString());
        add(url, "q", q);
        if (place != null) {
            add(url, back ? "before" : "after", (place.value() == null ? "" : place.value()) + ":" + place.sequence());
        }
        String query = url.encode().build().toUri().getRawQuery();
        return query == null ? "" : query;
    }

    private static void add(UriComponentsBuilder url, String name, String value) {
        if (!value.isEmpty()) {
            url.queryParam(name, "{" + name + "}").uriVariables(Map.of(name, value));
        }
    }

    /** The path with this state behind it. */
    public String on(String path) {
        String query = toQuery();
        return query.isEmpty() ? path : path + "?" + query;
    }
}
