package dev.marksheet.gate.live;

import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.CriterionResult;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.Progress;
import dev.marksheet.gate.Scale;
import dev.marksheet.gate.Verdicts;
import dev.marksheet.gate.WorstCall;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.CallQueries;
import dev.marksheet.query.CallQuery;
import dev.marksheet.query.GateQueries;
import dev.marksheet.query.GateQueries.Frontier;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.stereotype.Component;

/** Looks at sessions through gates. Safe for use by many threads at once. */
@Component
public final class Gates {

    /** How many calls of each criterion are named. */
    private static final int WORST = 5;

    private static final int MOST_STANDING = 5_000;

    private record Standing(RunId run, Instant createdAt, long version) {}

    private final Map<Standing, GateResult> standing = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Standing, GateResult> eldest) {
            return size() > MOST_STANDING;
        }
    };

    private final SessionQueries sessions;
    private final GateQueries calls;
    private final CallQueries list;
    private final MetricCatalog catalog;
    private final Tallies tallies;
    private final Baselines baselines;

    Gates(SessionQueries sessions, GateQueries calls, CallQueries list, MetricCatalog catalog) {
        this.sessions = sessions;
        this.calls = calls;
        this.list = list;
        this.catalog = catalog;
        this.tallies = new Tallies(calls);
        this.baselines = new Baselines(sessions, calls);
    }

    /** What the gate says now; empty if there is no such session any more. */
    public Optional<GateResult> look(RunId run, GateQuestion question) {
        // The figures first: with them come ranges, which a first call brings along.
        return sessions.find(run).flatMap(report -> look(report, question));
    }

    /** The scale of a metric as the session's scores have it, or as the catalogue does; empty for an unknown metric. */
    public Optional<Scale> scale(SessionReport report, String metric) {
        MetricStat stat = report.metrics().get(metric);
        MetricRange range = stat == null ? catalog.ranges().get(metric) : stat.range();
        return Optional.ofNullable(range).map(Scale::new);
    }

    /**
     * What the gate says that was set for a session; empty where none was. Asked again of a session that has not changed, it
     * reads nothing.
     */
    public Optional<GateResult> standing(SessionReport report) {
        Optional<GateQuestion> question = GateQuestion.of(report.settings());
        if (question.isEmpty() || question.get().baseline() != null) {
            return question.flatMap(asked -> look(report, asked));
        }
        Standing key = new Standing(report.run(), report.createdAt(), report.version());
        GateResult known;
        synchronized (standing) {
            known = standing.get(key);
        }
        if (known != null) {
            return Optional.of(known);
        }
        Optional<GateResult> result = look(report, question.get());
        synchronized (standing) {
            result.ifPresent(found -> standing.put(key, found));
        }
        return result;
    }

    /**
     * How many gates say what: of the sessions with the latest finished calls those that have a gate without a baseline,
     * whose verdicts are known while nothing changes.
     *
     * @param most how many sessions to look at
     */
    public Map<GateVerdict, Integer> verdicts(int most) {
        Map<GateVerdict, Integer> counts = new EnumMap<>(GateVerdict.class);
        sessions.find(calls.gated(most)).stream()
                .filter(report -> GateQuestion.of(report.settings())
                        .filter(question -> question.baseline() == null)
                        .isPresent())
                .flatMap(report -> standing(report).stream())
                .forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
        return counts;
    }

    /** The same of a session whose figures were just read. */
    public Optional<GateResult> look(SessionReport report, GateQuestion question) {
        return calls.frontier(report.run()).map(frontier -> result(report, frontier, question));
    }

    /** The calls with the worst scores in the criteria, some of each; none on the good side of the threshold. */
    public List<WorstCall> worst(GateResult result) {
        List<WorstCall> worst = new ArrayList<>();
        for (CriterionResult criterion : result.criteria()) {
            CallQuery query =
                    new CallQuery(result.run(), criterion.metric(), criterion.higherIsBetter(), null, null, null);
            for (ScoreJob job : list.find(query, null, WORST)) {
                worst(criterion, job).ifPresent(worst::add);
            }
        }
        return worst;
    }

    private Optional<WorstCall> worst(CriterionResult criterion, ScoreJob job) {
        OptionalDouble value = job.scores().get(criterion.metric()) instanceof Score.Scored scored
                ? OptionalDouble.of(scored.value())
                : OptionalDouble.empty();
        boolean good = criterion.higherIsBetter()
                ? value.orElse(1) > criterion.threshold()
                : value.orElse(0) < criterion.threshold();
        if (value.isEmpty() || good) {
            return Optional.empty();
        }
        String question = job.request().question();
        return Optional.of(new WorstCall(
                criterion.metric(),
                question.isBlank() ? job.id().value() : question,
                value.getAsDouble(),
                "/runs/" + job.run().value() + "/calls/" + job.id().value()));
    }

    private GateResult result(SessionReport report, Frontier frontier, GateQuestion question) {
        GateQuestion.Baseline baseline = question.baseline();
        int compared =
                baseline == null ? 0 : Baselines.metrics(report, question).size();
        int criteria = Math.max(1, question.criteria().size() + compared);
        Progress progress = new Progress(frontier.counted(), frontier.open(), frontier.all(), question.expect());
        List<CriterionResult> results = question.criteria().stream()
                .map(criterion -> met(report, frontier, question, criterion, criteria))
                .toList();
        return new GateResult(
                report.session(),
                report.run(),
                question,
                progress,
                results,
                baseline == null ? null : baselines.compare(report, frontier, question, baseline, criteria));
    }

    private CriterionResult met(
            SessionReport report, Frontier frontier, GateQuestion question, Criterion criterion, int criteria) {
        Scale scale = scale(report, criterion.metric()).orElse(new Scale(MetricRange.UNIT));
        if (!scale.allows(criterion.threshold(), question.rule())) {
            return Verdicts.unprovable(criterion, scale, question, criteria);
        }
        Progress progress = new Progress(frontier.counted(), frontier.open(), frontier.all(), question.expect());
        return tallies.of(
                report.run(),
                frontier,
                question,
                criterion,
                scale,
                criteria,
                tally -> Verdicts.of(criterion, scale, tally, question, progress));
    }
}
