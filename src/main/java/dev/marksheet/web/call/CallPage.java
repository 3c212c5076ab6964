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
 * @param self where this call stands
 * @param previous the call before it in the table it was opened from; null for none
 * @param next the call behind it
 * @param open whether it is still queued or running
 * @param facts what was found of the ground truth, by the metric that looked
 * @param contexts one page of the passages
 * @param contextCount all passages
 * @param moreContexts where the passages behind these are shown; null for none
 * @param fewerContexts where the first passages are shown; null when these are they
 */
public record CallPage(
        String id,
        String self,
        String status,
        boolean open,
        @Nullable String sample,
        @Nullable String error,
        @Nullable String previous,
        @Nullable String next,
        String language,
        Facts about,
        MarkedText question,
        @Nullable MarkedText answer,
        List<Statement> statements,
        @Nullable MarkedText groundTruth,
        List<Facts.Group> facts,
        List<Passage> contexts,
        int contextCount,
        @Nullable String moreContexts,
        @Nullable String fewerContexts,
        List<Metric> metrics) {

    /** Times, models and costs of a call, and what the client has sent along. */
    record Facts(
            String createdAt,
            @Nullable String finishedAt,
            @Nullable String latency,
            String judgeModel,
            String embeddingModel,
            Usage usage,
            @Nullable String cost,
            List<Injection> injections,
            boolean forgotten,
            @Nullable String item,
            Map<String, String> metadata) {

        /** What one metric found of the ground truth. */
        record Group(String metric, String kind, List<Statement> statements) {}
    }

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
