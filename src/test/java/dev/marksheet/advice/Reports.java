package dev.marksheet.advice;

import static dev.marksheet.session.CallCounts.counts;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Judging;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sessions made of call results, counted the way the service counts them. */
final class Reports {

    private Reports() {}

    static CallResult call(Object... metricsAndValues) {
        Map<String, Score> scores = new LinkedHashMap<>();
        for (int i = 0; i < metricsAndValues.length; i += 2) {
            Object value = metricsAndValues[i + 1];
            scores.put(
                    (String) metricsAndValues[i],
                    value instanceof Score score ? score : new Score.Scored((Double) value, Evidence.NONE));
        }
        return new CallResult(scores, Map.of(), 1, null);
    }

    static CallResult rag(double faithfulness, double relevancy, double precision, double recall, double correctness) {
        return call(
                "faithfulness", faithfulness,
                "answer_relevancy", relevancy,
                "context_precision", precision,
                "context_recall", recall,
                "answer_correctness", correctness);
    }

    /** A faithfulness that rests on statements of these labels; null for a statement without one. */
    static CallResult labelled(double faithfulness, @Nullable String... labels) {
        List<Finding> findings = new ArrayList<>();
        for (String label : labels) {
            findings.add(new Finding("It is.", 0, null, "because", null, List.of(), label));
        }
        return call("faithfulness", new Score.Scored(faithfulness, Evidence.of("f", "statements", findings)));
    }

    static SessionReport of(String session, boolean chinese, String judge, List<CallResult> calls) {
        return of(session, chinese, judge, calls, null);
    }

    static SessionReport of(
            String session,
            boolean chinese,
            String judge,
            List<CallResult> calls,
            SessionReport.@Nullable AdviceProse prose) {
        Map<String, MetricStat> metrics = new LinkedHashMap<>();
        Map<String, SignalStat> signals = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            int number = i + 1;
            calls.get(i)
                    .scores()
                    .forEach((name, score) ->
                            metrics.put(name, score.countedIn(metrics.getOrDefault(name, MetricStat.EMPTY))));
            Signals.of(calls.get(i))
                    .forEach((name, hit) -> signals.put(
                            name, signals.getOrDefault(name, SignalStat.EMPTY).plus(hit, number)));
        }
        return report(session, chinese, judge, calls.size(), prose)
                .withFigures(new SessionReport.Figures(metrics, signals, Judging.NONE));
    }

    private static SessionReport report(
            String session, boolean chinese, String judge, int n, SessionReport.@Nullable AdviceProse prose) {
        SessionId id = new SessionId(session);
        Instant start = Instant.parse("2026-07-01T10:00:00Z");
        return new SessionReport(
                id,
                RunId.of(id),
                start,
                1,
                counts(0, 0, n, 0),
                chinese ? n : 0,
                start,
                new SessionReport.Csv(n, 0, 0),
                new SessionReport.Models(Set.of(judge), Set.of("local")),
                SessionReport.Figures.NONE,
                prose);
    }
}
