package dev.marksheet.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command asks of a gate, in the words of its command line and of the API's query. */
final class GateOptions {

    @Option(names = "--gate", split = ",", paramLabel = "METRIC=THRESHOLD")
    private List<String> criteria = new ArrayList<>();

    @Option(names = "--baseline")
    private @Nullable String baseline;

    @Option(names = "--margin")
    private @Nullable String margin;

    @Option(names = "--min-coverage")
    private @Nullable String minCoverage;

    @Option(names = "--alpha")
    private @Nullable String alpha;

    @Option(names = "--rule")
    private @Nullable String rule;

    @Option(names = "--expect")
    private @Nullable String expect;

    /** Whether anything was asked. */
    boolean isAsked() {
        return !criteria.isEmpty() || baseline != null;
    }

    /** The same as a query of the API. */
    Map<String, List<String>> query(Call call) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        criteria.forEach(criterion -> add(criterion, query, call));
        put(query, "baseline", baseline);
        put(query, "margin", margin);
        put(query, "min_coverage", minCoverage);
        put(query, "alpha", alpha);
        put(query, "rule", rule);
        put(query, "expect", expect);
        return query;
    }

    /** The name of a metric may hold an equals sign of its own: {@code factual_correctness(mode=recall)}. */
    static void add(String criterion, Map<String, List<String>> query, Call call) {
        int end = criterion.lastIndexOf('=');
        if (end <= 0) {
            throw call.refusal("criterion", criterion);
        }
        query.computeIfAbsent(criterion.substring(0, end).strip(), name -> new ArrayList<>())
                .add(criterion.substring(end + 1));
    }

    private static void put(Map<String, List<String>> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, List.of(value));
        }
    }

    /** A parameter of the API as the command line has it. */
    static String option(String parameter) {
        return switch (parameter) {
            case "baseline", "margin", "min_coverage", "alpha", "rule", "expect" -> "--" + parameter.replace('_', '-');
            default -> "--gate: " + parameter;
        };
    }
}
