package dev.marksheet.api;

import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.query.ComparisonQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.SessionReport;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Compares runs. */
@RestController
class ComparisonController {

    private static final int MAX_RUNS = 6;

    private final SessionQueries sessions;
    private final ComparisonQueries comparisons;

    ComparisonController(SessionQueries sessions, ComparisonQueries comparisons) {
        this.sessions = sessions;
        this.comparisons = comparisons;
    }

    @GetMapping("/api/compare")
    CompareBody compare(@RequestParam(name = "run", defaultValue = "") List<String> runs) {
        List<String> distinct = runs.stream().distinct().toList();
        if (distinct.size() < 2 || distinct.size() > MAX_RUNS) {
            throw new InvalidRequestException("run", "name from 2 to " + MAX_RUNS + " different runs, the base first");
        }
        List<SessionReport> reports =
                distinct.stream().map(id -> Runs.find(sessions, id)).toList();
        return CompareBody.of(reports.get(0), comparisons.compare(reports.get(0), reports.subList(1, reports.size())));
    }
}
