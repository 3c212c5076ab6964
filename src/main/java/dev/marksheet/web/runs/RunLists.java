package dev.marksheet.web.runs;

import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.RunFilter;
import dev.marksheet.query.RunList;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Paths;
import dev.marksheet.web.Words;
import dev.marksheet.web.gate.GatePanels;
import dev.marksheet.web.runs.RunListView.Filter;
import dev.marksheet.web.runs.RunListView.Heading;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the run list. */
@Component
class RunLists {

    static final int PAGE = 50;
    static final int MOST_COLUMNS = 40;

    /** As many means as fit beside the rest on a common screen. */
    private static final int FEW_COLUMNS = 6;

    private final RunList runs;
    private final MetricCatalog catalog;
    private final GatePanels gates;
    private final Clock clock;

    RunLists(RunList runs, MetricCatalog catalog, GatePanels gates, Clock clock) {
        this.runs = runs;
        this.catalog = catalog;
        this.gates = gates;
        this.clock = clock;
    }

    /** @param prefix what the ids of the sessions begin with that the visitor reaches; null for all */
    RunListView of(RunListState state, @Nullable String prefix, Language language) {
        Instant now = clock.instant();
        RunList.Page page = runs.page(state.query(now, prefix), PAGE);
        List<String> metrics = metrics(page.runs());
        List<String> columns = state.all() ? metrics : few(metrics, state.sort());
        List<RunRow> rows = page.runs().stream()
                .map(report -> RunRow.of(report, columns, gates.mark(report, language), now, Words.in(language)))
                .toList();
        return new RunListView(
                rows,
                RunGroups.of(rows, state),
                columns(columns, metrics.size(), state),
                state.q(),
                state.sort().equals(RunListState.LATEST) ? null : state.sort(),
                state.state() == RunFilter.State.ALL ? null : wireName(state.state()),
                filters(state),
                state.since(),
                sinces(state),
                headings(Stream.of("name", "calls", RunListState.LATEST), state),
                page.next() == null ? null : state.behind(page.next()),
                state.after() == null ? null : state.start(),
                state.filtered(),
                rows.stream().anyMatch(row -> !row.cost().isEmpty()),
                now.toEpochMilli());
    }

    private static RunListView.Columns columns(List<String> shown, int all, RunListState state) {
        return new RunListView.Columns(
                headings(shown.stream(), state),
                Paths.rows(shown),
                all - shown.size(),
                all <= FEW_COLUMNS ? null : state.withAll(!state.all()));
    }

    /** One row, with these columns. */
    RunRow row(SessionReport report, List<String> columns, Language language) {
        return RunRow.of(report, columns, gates.mark(report, language), clock.instant(), Words.in(language));
    }

    /** The metrics of these runs, the usual ones first. */
    private List<String> metrics(List<SessionReport> page) {
        Set<String> present = new LinkedHashSet<>();
        page.forEach(report -> present.addAll(report.metricNames()));
        return Stream.concat(catalog.defaults().stream().filter(present::contains), present.stream())
                .distinct()
                .limit(MOST_COLUMNS)
                .toList();
    }

    /** The first few, with the one that gives the order. */
    private static List<String> few(List<String> metrics, String sort) {
        return Stream.concat(
                        metrics.stream().limit(FEW_COLUMNS), metrics.stream().filter(sort::equals))
                .distinct()
                .toList();
    }

    private static List<Filter> sinces(RunListState state) {
        return RunListState.SINCE.stream()
                .map(days -> new Filter(days, state.within(days), days.equals(state.since()) ? "true" : null))
                .toList();
    }

    private static List<Filter> filters(RunListState state) {
        return Arrays.stream(RunFilter.State.values())
                .filter(other -> other != RunFilter.State.RUNNING)
                .map(other -> filter(other, state))
                .toList();
    }

    private static List<Heading> headings(Stream<String> names, RunListState state) {
        return names.map(name -> heading(name, state)).toList();
    }

    private static Heading heading(String name, RunListState state) {
        boolean falls = name.equals("calls") || name.equals(RunListState.LATEST);
        String order = falls == state.reversed() ? "ascending" : "descending";
        return new Heading(
                name, List.of(name.split("(?<=_)")), state.sortedBy(name), name.equals(state.sort()) ? order : null);
    }

    private static Filter filter(RunFilter.State other, RunListState state) {
        @Nullable String current = other == state.state() ? "true" : null;
        return new Filter(wireName(other), state.showing(other), current);
    }

    private static String wireName(RunFilter.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
