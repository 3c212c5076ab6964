package dev.marksheet.api;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.Judges;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.metric.Selection;
import dev.marksheet.session.Language;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what came over the wire into a request that can be scored, or says everything that is wrong with it. */
@Component
class RequestChecks {

    /** The session of calls that are scored without being stored. */
    private static final SessionId NO_SESSION = new SessionId("-");

    private final MetricCatalog catalog;
    private final Judges judges;

    RequestChecks(MetricCatalog catalog, Judges judges) {
        this.catalog = catalog;
        this.judges = judges;
    }

    /** @throws InvalidRequestException if any value breaks a rule */
    ScoreRequest forSession(ScoreBody body) {
        List<FieldProblem> problems = new ArrayList<>();
        SessionId session = session(body.sessionId(), problems);
        return request(session == null ? NO_SESSION : session, body, problems);
    }

    /** @throws InvalidRequestException if any value breaks a rule; a {@code session_id} is not needed and not looked at */
    ScoreRequest withoutSession(ScoreBody body) {
        return request(NO_SESSION, body, new ArrayList<>());
    }

    private static @Nullable SessionId session(@Nullable String id, List<FieldProblem> problems) {
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
        Map<String, Map<String, Object>> params = body.metricParams() == null ? Map.of() : body.metricParams();
        Sample sample = sample(body, problems);
        checkMetrics(metrics, params, problems);
        String judge = model("judge_model", body.judgeModel(), judges.defaultJudgeModel(), judges::judge, problems);
        String embedding = model(
                "embedding_model", body.embeddingModel(), judges.defaultEmbeddingModel(), judges::embedder, problems);
        Language language = language(body.language(), sample, problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        Selection selection = catalog.select(metrics, params);
        return new ScoreRequest(
                session, sample, selection.metrics(), selection.parameters(), judge, embedding, language);
    }

    private static Sample sample(ScoreBody body, List<FieldProblem> problems) {
        TextChecks checks = new TextChecks(problems);
        String question = checks.oneOf("question", body.question(), "user_input", body.userInput());
        if (question == null || question.isBlank()) {
            problems.add(new FieldProblem("question", "is required and must not be blank"));
        }
        return new Sample(
                Objects.requireNonNullElse(question, ""),
                checks.oneOf("answer", body.answer(), "response", body.response()),
                checks.oneList("contexts", body.contexts(), "retrieved_contexts", body.retrievedContexts()),
                checks.oneOf("ground_truth", body.groundTruth(), "reference", body.reference()),
                checks.list("reference_contexts", body.referenceContexts()),
                checks.list("retrieved_context_ids", body.retrievedContextIds()),
                checks.list("reference_context_ids", body.referenceContextIds()));
    }

    private void checkMetrics(
            List<String> metrics, Map<String, Map<String, Object>> params, List<FieldProblem> problems) {
        catalog.check(metrics, params).forEach(p -> problems.add(new FieldProblem(p.field(), p.message())));
    }

    private Language language(@Nullable String asked, Sample sample, List<FieldProblem> problems) {
        if (asked == null || asked.equals("auto")) {
            return judges.language(sample);
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
            String field,
            @Nullable String named,
            String byDefault,
            Consumer<String> lookup,
            List<FieldProblem> problems) {
        if (named == null || named.isBlank()) {
            return byDefault;
        }
        try {
            lookup.accept(named);
        } catch (JudgeException e) {
            problems.add(new FieldProblem(field, String.valueOf(e.getMessage())));
        }
        return named;
    }
}
