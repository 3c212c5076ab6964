package dev.marksheet.session;

import dev.marksheet.session.text.Language;
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
 * @param version grows with every change of the session
 * @param counts calls by status
 * @param chineseCalls ended calls in Chinese
 * @param latestFinishedAt when the last call ended; null before the first has
 * @param csv what is committed of {@code scores.csv}
 * @param models whom its calls were marked with
 * @param figures what its scores came to
 * @param prose the judge's prose advice, or null while there is none
 * @param settings what people have set for it
 * @param spent what its calls and its advice have cost, in the currency of the configured prices, as the budget counts it
 * @param forgotten how many of its calls have had their texts forgotten
 */
public record SessionReport(
        SessionId session,
        RunId run,
        Instant createdAt,
        long version,
        Counts counts,
        long chineseCalls,
        @Nullable Instant latestFinishedAt,
        Csv csv,
        Models models,
        Figures figures,
        @Nullable AdviceProse prose,
        SessionSettings settings,
        double spent,
        long forgotten) {

    /** A session that has no call yet, and of which nothing is kept. */
    public static SessionReport empty(SessionId session) {
        return new SessionReport(
                session,
                RunId.of(session),
                Instant.EPOCH,
                0,
                new Counts(Map.of()),
                0,
                null,
                new Csv(0, 0, 0),
                new Models(Set.of(), Set.of()),
                Figures.NONE,
                null);
    }

    /** A session for which nothing was set and nothing was spent. */
    public SessionReport(
            SessionId session,
            RunId run,
            Instant createdAt,
            long version,
            Counts counts,
            long chineseCalls,
            @Nullable Instant latestFinishedAt,
            Csv csv,
            Models models,
            Figures figures,
            @Nullable AdviceProse prose) {
        this(
                session,
                run,
                createdAt,
                version,
                counts,
                chineseCalls,
                latestFinishedAt,
                csv,
                models,
                figures,
                prose,
                SessionSettings.NONE,
                0,
                0);
    }

    /**
     * What is committed of {@code scores.csv}.
     *
     * @param rows how many rows it has
     * @param length how many bytes of it are accounted for
     * @param checksum the checksum over those bytes
     */
    public record Csv(int rows, long length, long checksum) {}

    /**
     * Whom calls were marked with, in the order they first came.
     *
     * @param judges judges that have marked calls of the session
     * @param embeddings embedding models that were used
     */
    public record Models(Set<String> judges, Set<String> embeddings) {

        public Models {
            judges = Collections.unmodifiableSet(new LinkedHashSet<>(judges));
            embeddings = Collections.unmodifiableSet(new LinkedHashSet<>(embeddings));
        }
    }

    /**
     * What the scores of a session came to.
     *
     * @param metrics figures by metric, in the order the metrics first came; also the order of the CSV's metric columns
     * @param signals figures by sign of trouble
     * @param judging what the judging has cost, and by whom it was done
     */
    public record Figures(Map<String, MetricStat> metrics, Map<String, SignalStat> signals, Judging judging) {

        /** Those of a session without scores. */
        public static final Figures NONE = new Figures(Map.of(), Map.of(), Judging.NONE);

        public Figures {
            metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
            signals = Collections.unmodifiableMap(new LinkedHashMap<>(signals));
        }
    }

    /**
     * The judge's advice in prose.
     *
     * @param markdown its text
     * @param callsSeen how many ended calls it was written from
     */
    public record AdviceProse(String markdown, long callsSeen) {}

    /** The same session with these figures. */
    public SessionReport withFigures(Figures newFigures) {
        return new SessionReport(
                session,
                run,
                createdAt,
                version,
                counts,
                chineseCalls,
                latestFinishedAt,
                csv,
                models,
                newFigures,
                prose,
                settings,
                spent,
                forgotten);
    }

    /** The same session with another end of its CSV. */
    public SessionReport withCsv(long length, long checksum) {
        Csv newCsv = new Csv(csv.rows, length, checksum);
        return new SessionReport(
                session,
                run,
                createdAt,
                version,
                counts,
                chineseCalls,
                latestFinishedAt,
                newCsv,
                models,
                figures,
                prose,
                settings,
                spent,
                forgotten);
    }

    /** Whether calls wait because the budget is spent. */
    public boolean isHeld() {
        return counts.of(JobStatus.QUEUED) > 0 && settings.isSpent(spent);
    }

    /** Figures by metric, in the order the metrics first came. */
    public Map<String, MetricStat> metrics() {
        return figures.metrics;
    }

    /** Figures by sign of trouble. */
    public Map<String, SignalStat> signals() {
        return figures.signals;
    }

    /** What the judging has cost, and by whom it was done. */
    public Judging judging() {
        return figures.judging;
    }

    /** Judges that have marked calls of the session. */
    public Set<String> judgeModels() {
        return models.judges;
    }

    /** Embedding models that were used. */
    public Set<String> embeddingModels() {
        return models.embeddings;
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
        return new ArrayList<>(metrics().keySet());
    }

    /** The range of a metric in this session; 0 to 1 for one that it does not have. */
    public MetricRange range(String metric) {
        MetricStat stat = metrics().get(metric);
        return stat == null ? MetricRange.UNIT : stat.range();
    }

    /** The ranges of its metrics. */
    public Map<String, MetricRange> ranges() {
        Map<String, MetricRange> ranges = new LinkedHashMap<>();
        metrics().forEach((metric, stat) -> ranges.put(metric, stat.range()));
        return ranges;
    }

    /** This set with more members, keeping the order. */
    public static Set<String> with(Set<String> set, Collection<String> more) {
        Set<String> all = new LinkedHashSet<>(set);
        all.addAll(more);
        return all;
    }
}
