package dev.marksheet.web.report;

import dev.marksheet.session.Counts;
import dev.marksheet.session.JobStatus;
import dev.marksheet.web.LabelLink;
import dev.marksheet.web.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a report.
 *
 * @param verdict the whole session in one or two sentences
 * @param state {@code live}, {@code held}, {@code idle} or {@code errors}
 * @param labels the session's labels
 * @param pinned whether it is kept for good
 * @param progress how far the calls have come; null when none waits or runs
 * @param banners what a reader must know before believing a figure
 * @param tiles the metrics
 * @param facts labels and values: judge, embeddings, language, calls
 * @param latest when the last call ended; null before the first has
 */
record HeadView(
        String verdict,
        String state,
        List<LabelLink> labels,
        boolean pinned,
        @Nullable Progress progress,
        List<Banner> banners,
        List<Tile> tiles,
        List<Fact> facts,
        @Nullable Moment latest) {

    /**
     * How far the calls of a session have come.
     *
     * @param ended calls that have ended, well or not
     * @param total all calls but the cancelled ones
     * @param completed the width of the completed calls on a line of 100
     * @param failed the width of the failed calls, which follow
     * @param done where the two end
     * @param inWork the width of the running calls, which come next
     */
    record Progress(
            long ended,
            long total,
            long running,
            long queued,
            double completed,
            double failed,
            double done,
            double inWork) {

        static @Nullable Progress of(Counts counts) {
            if (counts.open() == 0) {
                return null;
            }
            double hundredth = counts.wanted() / 100.0;
            return new Progress(
                    counts.ended(),
                    counts.wanted(),
                    counts.of(JobStatus.RUNNING),
                    counts.of(JobStatus.QUEUED),
                    counts.of(JobStatus.COMPLETED) / hundredth,
                    counts.of(JobStatus.FAILED) / hundredth,
                    counts.ended() / hundredth,
                    counts.of(JobStatus.RUNNING) / hundredth);
        }
    }

    /** @param kind {@code info}, {@code warn} or {@code bad} */
    record Banner(String kind, String text) {}

    /** @param isName whether the value is a name that stands as code */
    record Fact(String label, String value, boolean isName) {}
}
