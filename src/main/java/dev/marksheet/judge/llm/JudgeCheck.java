package dev.marksheet.judge.llm;

import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.llm.endpoint.Capability;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries out the configured judge with one tiny task and one embedding. Safe for use by many threads at once. */
public final class JudgeCheck {

    private static final JudgeTask.Support TASK = new JudgeTask.Support(
            "What colour is the sky?", List.of("The sky is blue."), List.of("On a clear day the sky is blue."));

    private final AtomicReference<@Nullable Result> latest = new AtomicReference<>();
    private final JudgeProperties properties;
    private final Supplier<Candidate> candidates;

    /** @param candidates gives what is to be tried, each time without any knowledge of earlier tries */
    JudgeCheck(JudgeProperties properties, Supplier<Candidate> candidates) {
        this.properties = properties;
        this.candidates = candidates;
    }

    /**
     * What is tried.
     *
     * @param abilities what the judge model has turned out to understand
     * @param reportedModel the name under which the endpoint answered; null when it did not say
     * @param thinking how its thinking is bounded; empty when it is not
     */
    record Candidate(
            Judge judge,
            Embedder embedder,
            Supplier<Set<Capability>> abilities,
            Supplier<@Nullable String> reportedModel,
            Supplier<String> thinking) {}

    /**
     * What was found out. It never holds a key.
     *
     * @param reachable whether the endpoint answered the task usably; true for the embedded judge
     * @param endpoint its address; null for the embedded judge
     * @param embeddingEndpoint the address of the embeddings' endpoint; null for embedded ones
     * @param model the judge model that calls use where they name none
     * @param reportedModel the name under which the endpoint answered for it; null when it did not say
     * @param embeddingModel the embedding model that calls use where they name none
     * @param jsonSchema whether the model keeps to a JSON schema; null when unknown
     * @param jsonObject whether the model keeps to JSON mode; null when unknown or not needed
     * @param temperature whether the model takes a temperature of our choice; null when unknown
     * @param embeddings whether texts could be embedded
     * @param embeddingDimension how many numbers a vector has; null without embeddings
     * @param embedsTogether whether one request takes several texts; null without embeddings or for embedded ones
     * @param latencyMs how long the task took, in milliseconds
     * @param embeddingLatencyMs how long embedding two words took, in milliseconds
     * @param uses what calls will use, in words
     * @param advice what to change; empty when nothing
     */
    public record Result(
            boolean reachable,
            @Nullable String endpoint,
            @Nullable String embeddingEndpoint,
            String model,
            @Nullable String reportedModel,
            String embeddingModel,
            @Nullable Boolean jsonSchema,
            @Nullable Boolean jsonObject,
            @Nullable Boolean temperature,
            boolean embeddings,
            @Nullable Integer embeddingDimension,
            @Nullable Boolean embedsTogether,
            long latencyMs,
            long embeddingLatencyMs,
            String uses,
            List<String> advice) {
        public Result {
            advice = List.copyOf(advice);
        }
    }

    /** What one trial gave. */
    private record Trial<T>(@Nullable T found, long millis) {}

    /** Asks once; takes as long as the endpoint, at most {@code marksheet.judge.timeout} for each of the few requests. */
    public Result run() {
        Result result = hasEndpoint() ? tryOut() : embedded();
        latest.set(result);
        return result;
    }

    /** What the latest try found; empty before the first, unless the embedded judge marks, which needs no trying. */
    public Optional<Result> latest() {
        Result found = latest.get();
        return found == null && !hasEndpoint() ? Optional.of(embedded()) : Optional.ofNullable(found);
    }

    private boolean hasEndpoint() {
        return properties.judgeAccess().exists() || properties.embeddingAccess().exists();
    }

    private Result tryOut() {
        Candidate candidate = candidates.get();
        List<String> advice = new ArrayList<>();
        Trial<Judged<Reply.Verdicts>> answer = tried(() -> candidate.judge().ask(TASK), advice);
        Trial<Judged<List<double[]>>> vectors = tried(() -> candidate.embedder().embed(List.of("sky", "sea")), advice);
        if (answer.found() != null && vectors.found() == null) {
            advice.add(
                    properties.embedsApart()
                            ? "Check marksheet.judge.embedding.base-url and .api-key, and set marksheet.judge.embedding-model to a model of that endpoint, or to 'local'."
                            : "Set marksheet.judge.embedding-model to a model of this endpoint, or to 'local', or set marksheet.judge.embedding.base-url to an endpoint that embeds.");
        }
        return result(candidate, answer, vectors, advice);
    }

    private Result result(
            Candidate candidate,
            Trial<Judged<Reply.Verdicts>> answer,
            Trial<Judged<List<double[]>>> vectors,
            List<String> advice) {
        Set<Capability> able = candidate.abilities().get();
        boolean llm = !properties.judgeModel().equals(Judges.LOCAL);
        boolean answered = answer.found() != null;
        boolean schema = able.contains(Capability.JSON_SCHEMA);
        Judged<List<double[]>> embedded = vectors.found();
        boolean remote = !properties.embedderModel().equals(Judges.LOCAL);
        return new Result(
                answered,
                llm ? properties.judgeAccess().address() : null,
                remote ? properties.embeddingAccess().address() : null,
                properties.judgeModel(),
                candidate.reportedModel().get(),
                properties.embedderModel(),
                answered && llm ? schema : null,
                answered && llm && !schema ? able.contains(Capability.JSON_OBJECT) : null,
                answered && llm ? able.contains(Capability.TEMPERATURE) : null,
                embedded != null,
                embedded == null ? null : embedded.reply().get(0).length,
                embedded == null || !remote ? null : embedded.usage().requests() == 1,
                answer.millis(),
                vectors.millis(),
                uses(able, candidate.thinking().get()),
                advice);
    }

    private static <T> Trial<T> tried(Supplier<T> trial, List<String> advice) {
        long start = System.nanoTime();
        try {
            T found = trial.get();
            return new Trial<>(found, millisSince(start));
        } catch (JudgeException e) {
            advice.add(String.valueOf(e.getMessage()));
            return new Trial<>(null, millisSince(start));
        }
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private String uses(Set<Capability> able, String thinking) {
        if (properties.judgeModel().equals(Judges.LOCAL)) {
            return "the embedded judge; embeddings by " + properties.embedderModel();
        }
        String form = able.contains(Capability.JSON_SCHEMA)
                ? "a JSON schema"
                : able.contains(Capability.JSON_OBJECT) ? "JSON mode" : "JSON found in text";
        String bounded = thinking.isEmpty() ? "" : ", thinking bounded by " + thinking;
        String streamed = able.contains(Capability.WHOLE_REPLY) ? "" : ", as a stream";
        return "%s with %s and %s%s%s; embeddings by %s"
                .formatted(
                        properties.judgeModel(),
                        form,
                        temperature(able),
                        bounded,
                        streamed,
                        properties.embedderModel());
    }

    private static String temperature(Set<Capability> able) {
        if (!able.contains(Capability.TEMPERATURE)) {
            return "the model's own temperature";
        }
        return able.contains(Capability.ZERO_TEMPERATURE) ? "temperature 0" : "temperature 0.01";
    }

    private static Result embedded() {
        return new Result(
                true,
                null,
                null,
                Judges.LOCAL,
                null,
                Judges.LOCAL,
                null,
                null,
                null,
                true,
                null,
                null,
                0,
                0,
                "the embedded judge and embeddings; no LLM judges",
                List.of("Set marksheet.judge.base-url (OPENAI_BASE_URL) and marksheet.judge.api-key (OPENAI_API_KEY)"
                        + " to have an LLM judge."));
    }
}
