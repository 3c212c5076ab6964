package dev.marksheet.session;

import static dev.marksheet.session.CallCounts.counts;

import dev.marksheet.session.SessionReport.AdviceProse;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A session as it is read, said in few words. Not safe for use by several threads. */
public final class Reported {

    /** When every session was made, and when its latest call ended an hour later. */
    public static final Instant CREATED = Instant.parse("2026-07-01T10:00:00Z");

    public static final Instant FINISHED = CREATED.plusSeconds(3600);

    private final SessionId session;
    private final Map<String, MetricStat> metrics = new LinkedHashMap<>();
    private final Map<String, SignalStat> signals = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private Counts counts = counts(0, 0, 2, 0);
    private Instant created = CREATED;
    private Set<String> judges = Set.of("local");
    private Judging judging = Judging.NONE;
    private @Nullable AdviceProse prose;
    private @Nullable String name;
    private boolean pinned;
    private @Nullable Long expect;
    private @Nullable GateSettings gate;
    private @Nullable Double budget;
    private double spent;
    private long forgotten;
    private long chinese;

    private Reported(SessionId session) {
        this.session = session;
    }

    /** A session with two completed calls and no score. */
    public static Reported session(String id) {
        return new Reported(new SessionId(id));
    }

    public Reported calls(Counts calls) {
        counts = calls;
        return this;
    }

    public Reported created(Instant moment) {
        created = moment;
        return this;
    }

    /** Adds scores from 0 to 1 of a metric, of which more is better. */
    public Reported scores(String metric, double... values) {
        return scores(metric, MetricRange.UNIT, values);
    }

    public Reported scores(String metric, MetricRange range, double... values) {
        MetricStat stat = metrics.getOrDefault(metric, MetricStat.in(range));
        for (double value : values) {
            stat = stat.plus(value);
        }
        metrics.put(metric, stat);
        return this;
    }

    /** Adds a score that could not be given. */
    public Reported failedScore(String metric) {
        metrics.put(metric, metrics.getOrDefault(metric, MetricStat.EMPTY).plusFailed());
        return this;
    }

    public Reported signal(String sign, long eligible, long hits) {
        signals.put(sign, new SignalStat(eligible, hits, List.of()));
        return this;
    }

    public Reported judges(String... models) {
        judges = new LinkedHashSet<>(List.of(models));
        return this;
    }

    public Reported judging(Judging what) {
        judging = what;
        return this;
    }

    public Reported prose(String markdown, long seen) {
        prose = new AdviceProse(markdown, seen);
        return this;
    }

    public Reported called(String other) {
        name = other;
        return this;
    }

    public Reported label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public Reported pinned() {
        pinned = true;
        return this;
    }

    public Reported expects(long calls) {
        expect = calls;
        return this;
    }

    public Reported gate(GateSettings asked) {
        gate = asked;
        return this;
    }

    public Reported budget(double most, double sofar) {
        budget = most;
        spent = sofar;
        return this;
    }

    public Reported forgotten(long calls) {
        forgotten = calls;
        return this;
    }

    public Reported chinese(long calls) {
        chinese = calls;
        return this;
    }

    public SessionReport report() {
        return new SessionReport(
                session,
                RunId.of(session),
                created,
                7,
                counts,
                chinese,
                counts.ended() == 0 ? null : created.plusSeconds(3600),
                new SessionReport.Csv((int) counts.ended(), 0, 0),
                new SessionReport.Models(judges, Set.of("local")),
                new SessionReport.Figures(metrics, signals, judging),
                prose,
                new SessionSettings(name, labels, pinned, expect, gate, budget),
                spent,
                forgotten);
    }
}
