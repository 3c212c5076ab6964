package dev.marksheet.api.call;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.job.ModelRule;
import dev.marksheet.job.SampleRules;
import dev.marksheet.judge.Judges;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Selection;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.TextRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what came over the wire into a request that can be scored, or says everything that is wrong with it. */
@Component
public class RequestChecks {

    /** The session of calls that are scored without being stored. */
    private static final SessionId NO_SESSION = new SessionId("-");

    private final SampleRules rules;
    private final MetricCatalog catalog;
    private final Judges judges;
    private final DatasetChecks datasets;

    RequestChecks(SampleRules rules, MetricCatalog catalog, Judges judges, DatasetChecks datasets) {
        this.rules = rules;
        this.catalog = catalog;
        this.judges = judges;
        this.datasets = datasets;
    }

    /** @throws InvalidRequestException if any value breaks a rule */
    ScoreRequest forSession(ScoreBody body) {
        List<FieldProblem> problems = new ArrayList<>();
        SessionId session = session(body.sessionId(), problems);
        return request(session == null ? NO_SESSION : session, body, problems);
    }

    /** @throws InvalidRequestException if any value breaks a rule; a {@code session_id} is not needed and not looked at */
    public ScoreRequest withoutSession(ScoreBody body) {
        return request(NO_SESSION, body, new ArrayList<>());
    }

    /**
     * The judge that is to be examined.
     *
     * @param named null or blank for the default
     * @throws InvalidRequestException if there can be no such judge
     */
    public String examined(@Nullable String named) {
        List<FieldProblem> problems = new ArrayList<>();
        String model = model("judge_model", named, judges.defaultJudgeModel(), judges.hasEndpoint(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return model;
    }

    /** What calls that are scored anew have otherwise; what breaks a rule is added to the problems. */
    public RescoreOrder.Changes changes(RescoreBody body, List<FieldProblem> problems) {
        List<String> metrics = body.metrics() == null ? List.of() : body.metrics();
        Map<String, Map<String, Object>> params = params(body.metricParams(), problems);
        int before = problems.size();
        checkMetrics(metrics, params, problems);
        String judge = model("judge_model", body.judgeModel(), "", judges.hasEndpoint(), problems);
        String embedding = embeddingModel(body.embeddingModel(), "", problems);
        Selection selection =
                problems.size() > before ? new Selection(List.of(), Map.of()) : catalog.select(metrics, params);
        return new RescoreOrder.Changes(
                judge.isEmpty() ? null : judge,
                embedding.isEmpty() ? null : embedding,
                metrics.isEmpty() ? List.of() : selection.metrics(),
                selection.parameters());
    }

    public static @Nullable SessionId session(@Nullable String id, List<FieldProblem> problems) {
        if (id == null) {
            problems.add(
                    new FieldProblem("session_id", "is required: the name of the session that the call belongs to"));
            return null;
        }
        try {
            return new SessionId(id);
        } catch (IllegalArgumentException e) {
            problems.add(new FieldProblem("session_id", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private ScoreRequest request(SessionId session, ScoreBody body, List<FieldProblem> problems) {
        List<String> metrics = body.metrics() == null ? List.of() : body.metrics();
        Map<String, Map<String, Object>> params = params(body.metricParams(), problems);
        String item = TagChecks.item(body.item(), problems);
        DatasetChecks.Row row = datasets.row(body.dataset(), item, problems);
        Sample sample = sample(body, row, problems);
        checkMetrics(metrics, params, problems);
        String judge =
                model("judge_model", body.judgeModel(), judges.defaultJudgeModel(), judges.hasEndpoint(), problems);
        String embedding = embeddingModel(body.embeddingModel(), judges.defaultEmbeddingModel(), problems);
        Language language = language(body.language(), sample, problems);
        Map<String, String> metadata = TagChecks.metadata(body.metadata(), problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        Selection selection = catalog.select(metrics, params);
        ScoreRequest request = new ScoreRequest(
                        session, sample, selection.metrics(), selection.parameters(), judge, embedding, language)
                .tagged(item, metadata);
        return row == null || item == null ? request : request.ofDataset(row.dataset(), item);
    }

    private String embeddingModel(@Nullable String named, String byDefault, List<FieldProblem> problems) {
        return model("embedding_model", named, byDefault, judges.hasEmbeddingEndpoint(), problems);
    }

    private Sample sample(ScoreBody body, DatasetChecks.@Nullable Row row, List<FieldProblem> problems) {
        TextChecks checks = new TextChecks(problems);
        String question = checks.oneOf("question", body.question(), "user_input", body.userInput());
        Sample sent = new Sample(
                Objects.requireNonNullElse(question, ""),
                checks.oneOf("answer", body.answer(), "response", body.response()),
                checks.oneList("contexts", body.contexts(), "retrieved_contexts", body.retrievedContexts()),
                checks.oneOf("ground_truth", body.groundTruth(), "reference", body.reference()),
                list(body.referenceContexts()),
                list(body.retrievedContextIds()),
                list(body.referenceContextIds()));
        Sample sample = row == null ? sent : row.filled(sent);
        rules.faults(sample).forEach(f -> problems.add(new FieldProblem(checks.asSent(f.field()), f.message())));
        return sample;
    }

    private static List<String> list(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    /** JSON's null means that nothing was given, for a metric as for a parameter. */
    private static Map<String, Map<String, Object>> params(
            @Nullable Map<String, @Nullable Map<String, Object>> sent, List<FieldProblem> problems) {
        Map<String, Map<String, Object>> params = new LinkedHashMap<>();
        if (sent != null) {
            sent.forEach((metric, values) -> params.put(metric, values == null ? Map.of() : values));
        }
        if (!isKeepable(params)) {
            problems.add(new FieldProblem("metric_params", "must not contain U+0000 or unpaired surrogates"));
        }
        return params;
    }

    private static boolean isKeepable(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().allMatch(e -> isKeepable(e.getKey()) && isKeepable(e.getValue()));
        }
        if (value instanceof List<?> list) {
            return list.stream().allMatch(RequestChecks::isKeepable);
        }
        return !(value instanceof String text) || TextRule.fault(text) == null;
    }

    private void checkMetrics(
            List<String> metrics, Map<String, Map<String, Object>> params, List<FieldProblem> problems) {
        catalog.check(metrics, params).forEach(p -> problems.add(new FieldProblem(p.field(), p.message())));
    }

    private Language language(@Nullable String asked, Sample sample, List<FieldProblem> problems) {
        Language named = language(asked, problems);
        return named == null ? judges.language(sample) : named;
    }

    /** The language that was asked for; null to follow the texts. */
    public static @Nullable Language language(@Nullable String asked, List<FieldProblem> problems) {
        if (asked == null || asked.equals("auto")) {
            return null;
        }
        try {
            return Language.ofWireName(asked);
        } catch (IllegalArgumentException e) {
            problems.add(
                    new FieldProblem("language", "must be en, zh or auto: the language in which the judge is asked"));
            return Language.EN;
        }
    }

    private static String model(
            String field, @Nullable String named, String byDefault, boolean served, List<FieldProblem> problems) {
        if (named == null || named.isBlank()) {
            return byDefault;
        }
        String fault = ModelRule.fault(named, served);
        if (fault != null) {
            problems.add(new FieldProblem(field, fault));
        }
        return named;
    }
}
