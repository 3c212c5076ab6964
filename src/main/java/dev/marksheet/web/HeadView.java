package dev.marksheet.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a report.
 *
 * @param verdict the whole session in one or two sentences
 * @param state {@code live}, {@code idle} or {@code errors}
 * @param progress how far the calls have come; null when none waits or runs
 * @param banners what a reader must know before believing a figure
 * @param tiles the metrics
 * @param facts labels and values: judge, embeddings, language, calls
 * @param latest when the last call ended; null before the first has
 */
record HeadView(
        String verdict,
        String state,
        @Nullable Progress progress,
        List<Banner> banners,
        List<Tile> tiles,
        List<Fact> facts,
        @Nullable Moment latest) {

    /**
     * How far the calls of a session have come; the widths are shares of 100.
     *
     * @param ended calls that have ended, well or not
     */
    record Progress(
            long ended, long total, long running, long queued, double completed, double failed, double inWork) {}

    /** @param kind {@code info}, {@code warn} or {@code bad} */
    record Banner(String kind, String text) {}

    /** @param isName whether the value is a name that stands as code */
    record Fact(String label, String value, boolean isName) {}
}
