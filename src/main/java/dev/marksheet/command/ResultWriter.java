package dev.marksheet.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.marksheet.gate.GateBody;
import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateResult;
import dev.marksheet.job.record.RunFilesReader;
import dev.marksheet.report.RunFiles;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricStat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes what came of scoring a file. */
final class ResultWriter {

    private static final int PLACES = 4;

    private final BeanFactory beans;
    private final Call call;
    private final GateWriter gates;

    ResultWriter(BeanFactory beans, Call call) {
        this.beans = beans;
        this.call = call;
        this.gates = new GateWriter(beans, call);
    }

    /**
     * The one document of {@code --json}; figures are named as the API names them.
     *
     * @param gate as the API answers
     */
    record Body(
            String sessionId,
            String runId,
            String dataset,
            int exitCode,
            Map<String, Long> statusCounts,
            Map<String, Stat> metricStats,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            GateBody gate) {}

    /** The figures of one metric; null where there are too few scores. */
    record Stat(
            @Nullable Double mean,
            @Nullable Double low95,
            @Nullable Double high95,
            long scored,
            long failed,
            long skipped) {

        static Stat of(MetricStat stat) {
            MetricStat.Interval interval =
                    stat.interval(stat.range().min(), stat.range().max());
            return new Stat(
                    stat.scored() == 0 ? null : rounded(stat.mean()),
                    interval == null ? null : rounded(interval.low()),
                    interval == null ? null : rounded(interval.high()),
                    stat.scored(),
                    stat.failed(),
                    stat.skipped());
        }

        private static Double rounded(double value) {
            return BigDecimal.valueOf(value)
                    .setScale(PLACES, RoundingMode.HALF_EVEN)
                    .doubleValue();
        }
    }

    String text(ScoreResult result, GateFormat format) {
        return switch (format) {
            case TEXT -> table(result) + gate(result.gate(), GateFormat.TEXT);
            case JSON -> json(result);
            case MARKDOWN -> markdown(result);
            default -> gate(result.gate(), format);
        };
    }

    /** For the summary of a pipeline: the gate, and the metrics below. */
    String markdown(ScoreResult result) {
        String summary =
                beans.getBean(RunFilesReader.class).document(result.report().run(), RunFiles.SUMMARY);
        return gate(result.gate(), GateFormat.MARKDOWN) + (result.gate() == null ? "" : "\n") + summary;
    }

    String junit(ScoreResult result) {
        return gate(result.gate(), GateFormat.JUNIT);
    }

    /** Of no words where no gate was asked. */
    private String gate(@Nullable GateResult gate, GateFormat format) {
        return gate == null ? "" : gates.text(gate, format);
    }

    private String json(ScoreResult result) {
        SessionReport report = result.report();
        Map<String, Long> counts = new LinkedHashMap<>();
        report.counts().byStatus().forEach((status, calls) -> counts.put(status.wireName(), calls));
        Map<String, Stat> stats = new LinkedHashMap<>();
        report.metrics().forEach((metric, stat) -> stats.put(metric, Stat.of(stat)));
        Body body = new Body(
                report.session().value(),
                report.run().value(),
                result.version().reference(),
                result.status(),
                counts,
                stats,
                result.gate() == null ? null : gates.body(result.gate()));
        return beans.getBean(JsonMapper.class).writeValueAsString(body) + "\n";
    }

    private String table(ScoreResult result) {
        SessionReport report = result.report();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                call.text("metric"),
                call.text("mean"),
                call.text("scored"),
                call.text("failed"),
                call.text("skipped")));
        report.metrics()
                .forEach((metric, stat) -> rows.add(List.of(
                        metric,
                        Figure.mean(stat, stat.range()),
                        Long.toString(stat.scored()),
                        Long.toString(stat.failed()),
                        Long.toString(stat.skipped()))));
        String head = call.text(
                "head",
                report.session().value(),
                report.counts().of(JobStatus.COMPLETED),
                report.counts().of(JobStatus.FAILED),
                report.counts().open(),
                report.judgeModels().isEmpty() ? Figure.NONE : String.join(", ", report.judgeModels()));
        return head + "\n\n" + (rows.size() == 1 ? "" : TextTable.of(rows)) + (result.gate() == null ? "" : "\n");
    }
}
