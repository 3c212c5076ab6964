package dev.marksheet.web.runs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The run list.
 *
 * @param rows the runs of this page
 * @param groups the same runs, in groups where they are grouped
 * @param columns the metrics that have a column
 * @param q what was searched for
 * @param sort how the list is ordered, to be kept by the search; null for the usual order
 * @param state which runs are shown, to be kept by the search; null for all
 * @param states links to the same list of other runs
 * @param since how far back the list goes, to be kept by the search; empty for no limit
 * @param sinces links to the same list going back less or more
 * @param sorts links to the same list in other orders by what they order by
 * @param next the next page; null on the last one
 * @param first the first page; null when this is it
 * @param filtered whether something was searched for or filtered
 * @param priced whether the cost of any run is known
 * @param listed epoch milliseconds of the moment that it shows
 */
record RunListView(
        List<RunRow> rows,
        Groups groups,
        Columns columns,
        String q,
        @Nullable String sort,
        @Nullable String state,
        List<Filter> states,
        String since,
        List<Filter> sinces,
        List<Heading> sorts,
        @Nullable String next,
        @Nullable String first,
        boolean filtered,
        boolean priced,
        long listed) {

    /**
     * The metrics' columns.
     *
     * @param reload where rows with these columns can be loaded again
     * @param hidden how many metrics have no column
     * @param other the same page with a column for every metric, or with few again; null where few are all
     */
    record Columns(
            List<Heading> headings,
            String reload,
            int hidden,
            @Nullable String other) {}

    /**
     * The runs by the values of a label.
     *
     * @param label the label that all runs have, as it was chosen; empty for any
     * @param anyLabel the same list of runs with any labels
     * @param by the key of the label that gives the groups, to be kept by the search; empty for none
     * @param choices links to the same list in other groups; the one without a name groups nothing
     */
    record Groups(String label, String anyLabel, String by, List<Filter> choices, List<Group> all) {}

    /** @param title the label's value; null where nothing is grouped */
    record Group(@Nullable String title, List<RunRow> rows) {}

    /**
     * A heading that orders the list.
     *
     * @param parts the name in parts between which a line may break
     * @param order {@code ascending} or {@code descending} where the list is in this order, else null
     */
    record Heading(
            String name,
            List<String> parts,
            String href,
            @Nullable String order) {}

    /** @param current {@code true} where it is chosen, else null, as {@code aria-current} wants it */
    record Filter(String name, String href, @Nullable String current) {}
}
