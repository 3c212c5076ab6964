package dev.marksheet.session;

import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session and its figures at one moment.
 *
 * @param counts calls by status
 * @param rowCount rows in {@code scores.csv}
 * @param chineseCalls ended calls in Chinese
 * @param csvLength bytes of {@code scores.csv} that are accounted for
 * @param latestFinishedAt when the last call ended; null before the first has
 * @param version grows with every change of the session
 * @param metrics figures by metric, in the order the metrics first came; also the order of the CSV's metric columns
 * @param signals figures by sign of trouble
 * @param judgeModels judges that have marked calls of the session
 * @param embeddingModels embedding models that were used
 * @param prose the judge's prose advice, or null while there is none
 * @param judging what the judging has cost, and by whom it was done
 * @param csvChecksum the checksum over those bytes of {@code scores.csv}
 */
public record SessionReport(
        SessionId session,
        RunId run,
        Instant createdAt,
        Counts counts,
        int rowCount,
        long chineseCalls,
        long csvLength,
        @Nullable Instant latestFinishedAt,
        long version,
        Map<String, MetricStat> metrics,
        Map<String, SignalStat> signals,
        Set<String> judgeModels,
        Set<String> embeddingModels,
        @Nullable AdviceProse prose,
        Judging judging,
        long csvChecksum) {

    /** Calls by status. */
    public record Counts(long queued, long running, long completed, long failed) {

        /** All calls. */
        public long total() {
            return queued + running + completed + failed;
        }

        /** Calls that have ended. */
        public long ended() {
            return completed + failed;
        }
    }

    /**
     * The judge's advice in prose.
     *
     * @param markdown its text
     * @param callsSeen how many ended calls it was written from
     */
    public record AdviceProse(String markdown, long callsSeen) {}

    /** A session whose CSV was not written yet, or does not matter. */
    public SessionReport(
            SessionId session,
            RunId run,
            Instant createdAt,
            Counts counts,
            int rowCount,
            long chineseCalls,
            long csvLength,
            @Nullable Instant latestFinishedAt,
            long version,
            Map<String, MetricStat> metrics,
            Map<String, SignalStat> signals,
            Set<String> judgeModels,
            Set<String> embeddingModels,
            @Nullable AdviceProse prose,
            Judging judging) {
        this(
                session,
                run,
                createdAt,
                counts,
                rowCount,
                chineseCalls,
                csvLength,
                latestFinishedAt,
                version,
                metrics,
                signals,
                judgeModels,
                embeddingModels,
                prose,
                judging,
                0);
    }

    public SessionReport {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
        judgeModels = Collections.unmodifiableSet(new LinkedHashSet<>(judgeModels));
        embeddingModels = Collections.unmodifiableSet(new LinkedHashSet<>(embeddingModels));
    }

    /** The same session with these figures by metric and by sign of trouble. */
    public SessionReport withFigures(Map<String, MetricStat> newMetrics, Map<String, SignalStat> newSignals) {
        return withFigures(newMetrics, newSignals, judging);
    }

    /** The same session with these figures by metric and by sign of trouble, and what the judging came to. */
    public SessionReport withFigures(
            Map<String, MetricStat> newMetrics, Map<String, SignalStat> newSignals, Judging newJudging) {
        return new SessionReport(
                session,
                run,
                createdAt,
                counts,
                rowCount,
                chineseCalls,
                csvLength,
                latestFinishedAt,
                version,
                newMetrics,
                newSignals,
                judgeModels,
                embeddingModels,
                prose,
                newJudging,
                csvChecksum);
    }

    /** The same session with another end of its CSV. */
    public SessionReport withCsv(long length, long checksum) {
        return new SessionReport(
                session,
                run,
                createdAt,
                counts,
                rowCount,
                chineseCalls,
                length,
                latestFinishedAt,
                version,
                metrics,
                signals,
                judgeModels,
                embeddingModels,
                prose,
                judging,
                checksum);
    }

    /** How many ended calls were judged in each language; languages of none are left out. */
    public Map<Language, Long> languages() {
        Map<Language, Long> languages = new EnumMap<>(Language.class);
        languages.put(Language.EN, counts.ended() - chineseCalls);
        languages.put(Language.ZH, chineseCalls);
        languages.values().removeIf(calls -> calls <= 0);
        return languages;
    }

    /** The language of most of its ended calls; English on a tie. */
    public Language language() {
        return 2 * chineseCalls > counts.ended() ? Language.ZH : Language.EN;
    }

    /** The names of the metrics, in the order they first came. */
    public List<String> metricNames() {
        return new ArrayList<>(metrics.keySet());
    }

    /** The range of a metric in this session; 0 to 1 for one that it does not have. */
    public MetricRange range(String metric) {
        MetricStat stat = metrics.get(metric);
        return stat == null ? MetricRange.UNIT : stat.range();
    }

    /** The ranges of its metrics. */
    public Map<String, MetricRange> ranges() {
        Map<String, MetricRange> ranges = new LinkedHashMap<>();
        metrics.forEach((metric, stat) -> ranges.put(metric, stat.range()));
        return ranges;
    }

    /** This set with more members, keeping the order. */
    public static Set<String> with(Set<String> set, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(set);
        all.addAll(more);
        return all;
    }
}
