package dev.marksheet.web.call;

import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Injection;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.web.report.CallsTable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call as the template shows it.
 *
 * @param open whether it is still queued or running
 */
public record CallPage(
        String id,
        String status,
        boolean open,
        @Nullable String sample,
        @Nullable String error,
        Way way,
        About about,
        Said said,
        Passages contexts,
        List<Metric> metrics) {

    /**
     * Where this call stands in the table that it was opened from.
     *
     * @param self this very look at it
     * @param previous the call before it; null for none
     * @param next the call behind it
     */
    record Way(
            String self,
            @Nullable String previous,
            @Nullable String next) {}

    /** Time, model and cost of a call, and what the client has sent along. */
    record About(
            String created,
            @Nullable String latency,
            String judgeModel,
            Usage usage,
            @Nullable String cost,
            List<Injection> injections,
            boolean forgotten,
            @Nullable String item,
            Map<String, String> metadata) {}

    /** What was asked, answered and true, with what the metrics found of it. */
    record Said(
            MarkedText question,
            @Nullable MarkedText answer,
            List<Statement> statements,
            @Nullable MarkedText groundTruth,
            List<Facts> facts) {}

    /** What one metric found of the ground truth. */
    record Facts(String kind, List<Statement> statements) {}

    /**
     * One page of the passages.
     *
     * @param count all of them
     * @param more where those behind these are shown; null for none
     * @param first where the first ones are shown; null when these are they
     */
    record Passages(
            List<Passage> shown,
            int count,
            @Nullable String more,
            @Nullable String first) {}

    /** A passage in rank order; {@code useful} is null when no metric looked at it. */
    record Passage(
            int number,
            MarkedText text,
            @Nullable String useful,
            @Nullable String key,
            @Nullable String reason) {}

    /** What one metric gave. */
    record Metric(
            String name,
            CallsTable.Cell cell,
            @Nullable String formula,
            List<String> notes,
            List<Statement.Group> groups,
            List<JudgeReply> replies,
            Usage usage) {}
}
