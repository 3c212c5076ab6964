package dev.marksheet.gate.live;

import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.CriterionResult;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.Progress;
import dev.marksheet.gate.Scale;
import dev.marksheet.gate.Verdicts;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.query.GateQueries;
import dev.marksheet.query.GateQueries.Frontier;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.statistics.MetricStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at sessions through gates. Safe for use by many threads at once. */
@Component
public final class Gates {

    private final SessionQueries sessions;
    private final GateQueries calls;
    private final MetricCatalog catalog;
    private final Tallies tallies;

    Gates(SessionQueries sessions, GateQueries calls, MetricCatalog catalog) {
        this.sessions = sessions;
        this.calls = calls;
        this.catalog = catalog;
        this.tallies = new Tallies(calls);
    }

    /** What the gate says now; empty if there is no such session any more. */
    public Optional<GateResult> look(RunId run, GateQuestion question) {
        // The figures first: with them come ranges, which a first call brings along.
        return sessions.find(run)
                .flatMap(report -> calls.frontier(run).map(frontier -> result(report, frontier, question)));
    }

    /** The scale of a metric as the session's scores have it, or as the catalogue does; empty for an unknown metric. */
    public Optional<Scale> scale(SessionReport report, String metric) {
        MetricStat stat = report.metrics().get(metric);
        MetricRange range = stat == null ? catalog.ranges().get(metric) : stat.range();
        return Optional.ofNullable(range).map(Scale::new);
    }

    private GateResult result(SessionReport report, Frontier frontier, GateQuestion question) {
        Progress progress = new Progress(frontier.counted(), frontier.open(), frontier.all(), question.expect());
        int criteria = question.criteria().size();
        List<CriterionResult> results = new ArrayList<>();
        for (Criterion criterion : question.criteria()) {
            Scale scale = scale(report, criterion.metric()).orElse(new Scale(MetricRange.UNIT));
            results.add(
                    scale.isProvable(criterion.threshold())
                            ? tallies.of(
                                    report.run(),
                                    frontier,
                                    question,
                                    criterion,
                                    scale,
                                    criteria,
                                    tally -> Verdicts.of(criterion, scale, tally, question, progress))
                            : Verdicts.unprovable(criterion, scale, question, criteria));
        }
        return new GateResult(report.session(), report.run(), question, progress, results, null);
    }
}
