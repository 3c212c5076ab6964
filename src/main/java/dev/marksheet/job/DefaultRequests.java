package dev.marksheet.job;

import dev.marksheet.judge.Judges;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Language;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes requests that name neither metrics nor models. Safe for use by many threads at once. */
@Component
public class DefaultRequests {

    private final MetricCatalog catalog;
    private final Judges judges;

    DefaultRequests(MetricCatalog catalog, Judges judges) {
        this.catalog = catalog;
        this.judges = judges;
    }

    /** The model that marks a call which names none. */
    public String judgeModel() {
        return judges.defaultJudgeModel();
    }

    /** The order to score a version of a dataset, by the default metrics and models where nothing else is said. */
    public DatasetFeed feed(
            SessionId session, DatasetVersion version, RescoreOrder.Changes changes, @Nullable Language language) {
        return new DatasetFeed(
                session,
                version.name(),
                version.number(),
                changes.metrics().isEmpty() ? catalog.defaults() : changes.metrics(),
                changes.metricParams(),
                Objects.requireNonNullElse(changes.judgeModel(), judges.defaultJudgeModel()),
                Objects.requireNonNullElse(changes.embeddingModel(), judges.defaultEmbeddingModel()),
                language);
    }

    /** The request to mark a sample by the default metrics and models. */
    public ScoreRequest of(SessionId session, Sample sample) {
        return new ScoreRequest(
                session,
                sample,
                catalog.defaults(),
                Map.of(),
                judges.defaultJudgeModel(),
                judges.defaultEmbeddingModel());
    }
}
