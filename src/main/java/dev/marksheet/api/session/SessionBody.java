package dev.marksheet.api.session;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.api.wire.Links;
import dev.marksheet.api.wire.UsageBody;
import dev.marksheet.gate.GateBody;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateWords;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.session.Counts;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Judging;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Injection;
import dev.marksheet.session.text.Language;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session over the wire, without its jobs. */
record SessionBody(
        String sessionId,
        String runId,
        String status,
        @JsonUnwrapped Settings settings,
        @Nullable Double cost,
        long callCount,
        Map<String, Long> statusCounts,
        Map<String, @Nullable Double> metricMeans,
        Map<String, MetricStatBody> metricStats,
        Instant createdAt,
        @Nullable Instant latestFinishedAt,
        Set<String> judgeModels,
        Set<String> embeddingModels,
        Map<String, Long> languages,
        UsageBody totalUsage,
        Set<String> mixedFingerprints,
        long injectionCount,
        long textsForgotten,
        JudgeStatusBody judgeStatus,
        String sessionUrl,
        String reportUrl) {

    /** What people have set for the session. */
    record Settings(
            @Nullable String name,
            Map<String, String> labels,
            boolean pinned,
            @Nullable Long expect,
            @Nullable Gate gate,
            @Nullable Double budget) {

        static Settings of(SessionSettings set, @Nullable GateResult standing) {
            return new Settings(
                    set.name(), set.labels(), set.pinned(), set.expect(), Gate.of(set, standing), set.budget());
        }
    }

    /**
     * What the session's gate asks, and how it stands.
     *
     * @param standing null while the gate asks nothing
     */
    record Gate(
            @JsonUnwrapped GateSettings asked,
            @JsonUnwrapped @Nullable Standing standing) {

        static @Nullable Gate of(SessionSettings set, @Nullable GateResult standing) {
            GateSettings asked = set.gate();
            return asked == null ? null : new Gate(asked, standing == null ? null : Standing.of(standing));
        }
    }

    /**
     * How a gate stands.
     *
     * @param results by metric: as the gate itself answers
     */
    record Standing(
            String verdict, GateBody.Calls calls, List<GateBody.Met> results, GateBody.@Nullable Baseline comparison) {

        static Standing of(GateResult result) {
            GateBody body = GateBody.of(result, GateWords.in(Language.EN));
            return new Standing(body.verdict(), body.calls(), body.criteria(), body.baseline());
        }
    }

    /** Figures of one metric; those that need more scores than there are are null. */
    record MetricStatBody(
            @Nullable Double mean,
            @Nullable Double low95,
            @Nullable Double high95,
            @Nullable Double standardDeviation,
            @Nullable Double min,
            @Nullable Double max,
            long scored,
            long failed,
            long skipped,
            @Nullable Double meanIfFailedWorst,
            @Nullable Double meanIfFailedBest,
            UsageBody usage,
            Set<String> fingerprints) {}

    static SessionBody of(SessionReport report, JudgeStatusBody judge, Gates gates) {
        return new SessionBody(
                report.session().value(),
                report.run().value(),
                judge.sessionStatus(report.counts(), report.isHeld()),
                Settings.of(report.settings(), gates.standing(report).orElse(null)),
                report.judging().total().cost(),
                report.counts().total(),
                counts(report.counts(), report.isHeld()),
                means(report),
                stats(report),
                report.createdAt(),
                report.latestFinishedAt(),
                report.judgeModels(),
                report.embeddingModels(),
                languages(report),
                UsageBody.of(report.judging().total()),
                report.judging().mixed(),
                report.signals().getOrDefault(Injection.SIGN, SignalStat.EMPTY).hits(),
                report.forgotten(),
                judge,
                Links.session(report.session()),
                Links.report(report.run()));
    }

    private static Map<String, MetricStatBody> stats(SessionReport report) {
        Map<String, MetricStatBody> stats = new LinkedHashMap<>();
        report.metrics().forEach((metric, stat) -> stats.put(metric, stat(metric, stat, report.judging())));
        return stats;
    }

    private static Map<String, @Nullable Double> means(SessionReport report) {
        Map<String, @Nullable Double> means = new LinkedHashMap<>();
        report.metrics().forEach((metric, stat) -> means.put(metric, stat.scored() == 0 ? null : rounded(stat.mean())));
        return means;
    }

    /** Calls by status, and beside them, where there are any, those of the queued that wait for the budget. */
    static Map<String, Long> counts(Counts counts, boolean held) {
        Map<String, Long> byStatus = new LinkedHashMap<>();
        counts.byStatus().forEach((status, calls) -> byStatus.put(status.wireName(), calls));
        if (held) {
            byStatus.put(JobStatus.HELD, counts.of(JobStatus.QUEUED));
        }
        return byStatus;
    }

    private static Map<String, Long> languages(SessionReport report) {
        Map<String, Long> byName = new LinkedHashMap<>();
        report.languages().forEach((language, calls) -> byName.put(language.wireName(), calls));
        return byName;
    }

    private static MetricStatBody stat(String metric, MetricStat stat, Judging judging) {
        MetricRange range = stat.range();
        MetricStat.Interval interval = stat.interval(range.min(), range.max());
        boolean any = stat.scored() > 0;
        return new MetricStatBody(
                any ? rounded(stat.mean()) : null,
                interval == null ? null : rounded(interval.low()),
                interval == null ? null : rounded(interval.high()),
                rounded(stat.standardDeviation()),
                any ? stat.min() : null,
                any ? stat.max() : null,
                stat.scored(),
                stat.failed(),
                stat.skipped(),
                rounded(stat.meanIfFailedScored(range.worst())),
                rounded(stat.meanIfFailedScored(range.best())),
                UsageBody.of(judging.usage().getOrDefault(metric, Usage.NONE)),
                judging.fingerprints().getOrDefault(metric, Set.of()));
    }

    private static @Nullable Double rounded(@Nullable Double value) {
        return value == null
                ? null
                : BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
    }
}
