package dev.marksheet.query;

import dev.marksheet.session.Judging;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.statistics.MetricStat;
import dev.marksheet.statistics.SignalStat;
import dev.marksheet.store.Json;
import dev.marksheet.store.Mapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the figures of sessions: two statements, however many sessions they are. Safe for use by many threads at once. */
final class StoredFigures {

    private final JdbcClient jdbc;

    StoredFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The figures of one session while they are read. */
    private static final class Figures {

        private final Map<String, MetricStat> metrics = new LinkedHashMap<>();
        private final Map<String, Usage> usage = new LinkedHashMap<>();
        private final Map<String, Set<String>> fingerprints = new LinkedHashMap<>();
        private final Map<String, SignalStat> signals = new LinkedHashMap<>();

        void addMetric(ResultSet row) throws SQLException {
            String metric = row.getString("metric");
            metrics.put(metric, Mapping.metricStat(row));
            usage.put(metric, Json.readSum(row.getString("usage")));
            fingerprints.put(metric, new LinkedHashSet<>(Json.readStrings(row.getString("fingerprints"))));
        }

        SessionReport on(SessionReport report) {
            return report.withFigures(new SessionReport.Figures(
                    metrics,
                    signals,
                    new Judging(usage, fingerprints, report.judging().prose())));
        }
    }

    /** These sessions with their figures, in the same order. */
    List<SessionReport> of(List<SessionReport> reports) {
        if (reports.isEmpty()) {
            return reports;
        }
        Map<String, Figures> byRun = new HashMap<>();
        reports.forEach(report -> byRun.put(report.run().value(), new Figures()));
        jdbc.sql("select * from metric_stat where run_id in (:runs) order by run_id, position")
                .param("runs", byRun.keySet())
                .query(row -> {
                    figures(byRun, row).addMetric(row);
                });
        jdbc.sql("select * from signal_stat where run_id in (:runs) order by run_id, signal")
                .param("runs", byRun.keySet())
                .query(row -> {
                    figures(byRun, row).signals.put(row.getString("signal"), Mapping.signalStat(row));
                });
        return reports.stream()
                .map(report ->
                        byRun.getOrDefault(report.run().value(), new Figures()).on(report))
                .toList();
    }

    private static Figures figures(Map<String, Figures> byRun, ResultSet row) throws SQLException {
        return byRun.computeIfAbsent(row.getString("run_id"), run -> new Figures());
    }
}
