package dev.marksheet.api.dataset;

import dev.marksheet.api.call.RequestChecks;
import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.ItemsBody;
import dev.marksheet.api.wire.Links;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.dataset.DatasetFeeder;
import dev.marksheet.job.dataset.OtherFeedException;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Has the rows of datasets scored. */
@RestController
class DatasetScoreController {

    private static final int MOST_NAMED = 20;
    private static final String FIELDS =
            "session_id, version, metrics, metric_params, judge_model, embedding_model, language";

    private final RequestChecks checks;
    private final DefaultRequests defaults;
    private final DatasetQueries datasets;
    private final DatasetFeeder feeder;

    DatasetScoreController(
            RequestChecks checks, DefaultRequests defaults, DatasetQueries datasets, DatasetFeeder feeder) {
        this.checks = checks;
        this.defaults = defaults;
        this.datasets = datasets;
        this.feeder = feeder;
    }

    /**
     * What was ordered.
     *
     * @param calls rows with an answer: so many calls the session gets, those of an earlier equal order included
     * @param unanswered rows that are left out
     */
    record Ordered(
            String sessionId,
            String runId,
            String dataset,
            int calls,
            int unanswered,
            @Nullable ItemsBody items,
            String sessionUrl,
            String reportUrl) {}

    @PostMapping("/api/datasets/{name}/score")
    ResponseEntity<Ordered> score(@PathVariable String name, @RequestBody DatasetScoreBody body) {
        List<FieldProblem> problems = new ArrayList<>();
        problems.addAll(unknown(body));
        SessionId session = RequestChecks.session(body.sessionId(), problems);
        RescoreOrder.Changes changes = checks.changes(body.changes(), problems);
        Language language = RequestChecks.language(body.language(), problems);
        DatasetVersion version = version(name, body.version());
        if (version.answered() == 0) {
            problems.add(new FieldProblem(
                    "version", "has no row with an answer; POST answers as calls with its dataset and item"));
        }
        if (session == null || !problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        DatasetFeed feed = defaults.feed(session, version, changes, language);
        try {
            feeder.order(feed, version);
        } catch (OtherFeedException e) {
            throw new InvalidRequestException("session_id", String.valueOf(e.getMessage()));
        }
        return ResponseEntity.accepted()
                .location(URI.create(Links.session(session)))
                .body(ordered(feed, version));
    }

    private static List<FieldProblem> unknown(DatasetScoreBody body) {
        return body.unknown() == null
                ? List.of()
                : body.unknown().keySet().stream()
                        .limit(MOST_NAMED)
                        .map(name -> new FieldProblem(name, "is not a field of this request; valid: " + FIELDS))
                        .toList();
    }

    private DatasetVersion version(String name, @Nullable Integer number) {
        Optional<DatasetVersion> version = number == null ? datasets.latest(name) : datasets.version(name, number);
        return version.orElseThrow(() -> DatasetController.unknown(name + (number == null ? "" : "@" + number)));
    }

    private Ordered ordered(DatasetFeed feed, DatasetVersion version) {
        return new Ordered(
                feed.session().value(),
                feed.run().value(),
                feed.reference(),
                version.answered(),
                version.rows() - version.answered(),
                datasets.progress(feed.run()).map(ItemsBody::of).orElse(null),
                Links.session(feed.session()),
                Links.report(feed.run()));
    }
}
