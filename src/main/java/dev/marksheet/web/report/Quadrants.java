package dev.marksheet.web.report;

import dev.marksheet.query.ScoredCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Calls by what was retrieved (context_recall) and what was made of it (faithfulness), each poor or not.
 *
 * @param json the points, as JSON
 * @param counts calls by quadrant: {@code grounded}, {@code missed}, {@code strayed}, {@code invented}
 * @param calls how many calls have both scores
 */
record Quadrants(String json, Map<String, Long> counts, long calls) {

    static final String RECALL = "context_recall";
    static final String FAITHFULNESS = "faithfulness";

    /** As the advice's rules have it: below this a score is poor. */
    private static final double POOR = 0.5;

    /** As in the rules: RAGAS leaves a half a hair below it. */
    private static final double ROUNDING = 1e-6;

    /** @param job the id of the latest call at the point, which the chart links to */
    record Point(double x, double y, long n, String job) {}

    static Quadrants of(List<ScoredCall> recall, List<ScoredCall> faithfulness, ChartJson json) {
        Map<Long, ScoredCall> bySequence = new TreeMap<>();
        recall.forEach(call -> bySequence.put(call.sequence(), call));
        Map<String, Point> points = new LinkedHashMap<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        List.of("grounded", "missed", "strayed", "invented").forEach(name -> counts.put(name, 0L));
        long calls = 0;
        for (ScoredCall call : faithfulness) {
            ScoredCall match = bySequence.get(call.sequence());
            if (match != null) {
                add(points, match.value(), call);
                counts.merge(name(match.value(), call.value()), 1L, Long::sum);
                calls++;
            }
        }
        return new Quadrants(json.write(new ArrayList<>(points.values())), counts, calls);
    }

    private static void add(Map<String, Point> points, double recall, ScoredCall call) {
        double x = Math.round(recall * 50) / 50.0;
        double y = Math.round(call.value() * 50) / 50.0;
        String job = call.job().value();
        points.merge(x + " " + y, new Point(x, y, 1, job), (a, b) -> new Point(x, y, a.n() + 1, job));
    }

    private static String name(double recall, double faithfulness) {
        boolean found = recall >= POOR - ROUNDING;
        boolean faithful = faithfulness >= POOR - ROUNDING;
        if (found) {
            return faithful ? "grounded" : "strayed";
        }
        return faithful ? "missed" : "invented";
    }
}
