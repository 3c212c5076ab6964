package dev.marksheet.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tries out the configured judge with one tiny task and one embedding. Safe for use by many threads at once. */
public final class JudgeCheck {

    private static final JudgeTask.Support TASK = new JudgeTask.Support(
            "What colour is the sky?", List.of("The sky is blue."), List.of("On a clear day the sky is blue."));

    private final JudgeProperties properties;
    private final Judge judge;
    private final Embedder embedder;
    private final Supplier<Set<Ability>> abilities;

    JudgeCheck(JudgeProperties properties, Judge judge, Embedder embedder, Supplier<Set<Ability>> abilities) {
        this.properties = properties;
        this.judge = judge;
        this.embedder = embedder;
        this.abilities = abilities;
    }

    /**
     * What was found out.
     *
     * @param reachable whether the endpoint answered the task usably; true for the embedded judge
     * @param endpoint its address; null for the embedded judge
     * @param model the judge model that calls use where they name none
     * @param embeddingModel the embedding model that calls use where they name none
     * @param jsonSchema whether the model keeps to a JSON schema; null when unknown
     * @param jsonObject whether the model keeps to JSON mode; null when unknown or not needed
     * @param embeddings whether texts could be embedded
     * @param latencyMs how long the task took, in milliseconds
     * @param uses what calls will use, in words
     * @param advice what to change; empty when nothing
     */
    public record Result(
            boolean reachable,
            @Nullable String endpoint,
            String model,
            String embeddingModel,
            @Nullable Boolean jsonSchema,
            @Nullable Boolean jsonObject,
            boolean embeddings,
            long latencyMs,
            String uses,
            List<String> advice) {
        public Result {
            advice = List.copyOf(advice);
        }
    }

    /** Asks once; takes as long as the endpoint, at most {@code marksheet.judge.timeout} for each of the few requests. */
    public Result run() {
        if (!properties.hasEndpoint()) {
            return embedded();
        }
        List<String> advice = new ArrayList<>();
        long start = System.nanoTime();
        boolean answered = tried(() -> judge.ask(TASK), advice);
        long latency = (System.nanoTime() - start) / 1_000_000;
        boolean embeds = tried(() -> embedder.embed(List.of("sky")), advice);
        if (answered && !embeds) {
            advice.add("Set marksheet.judge.embedding-model to a model of this endpoint, or to 'local'.");
        }
        return result(answered, embeds, latency, advice);
    }

    private Result result(boolean answered, boolean embeds, long latency, List<String> advice) {
        Set<Ability> able = abilities.get();
        boolean schema = able.contains(Ability.JSON_SCHEMA);
        return new Result(
                answered,
                properties.endpoint(),
                properties.judgeModel(),
                properties.embedderModel(),
                answered ? schema : null,
                answered && !schema ? able.contains(Ability.JSON_OBJECT) : null,
                embeds,
                latency,
                uses(able),
                advice);
    }

    private boolean tried(Runnable trial, List<String> advice) {
        try {
            trial.run();
            return true;
        } catch (JudgeException e) {
            advice.add(String.valueOf(e.getMessage()));
            return false;
        }
    }

    private String uses(Set<Ability> able) {
        String form = able.contains(Ability.JSON_SCHEMA)
                ? "a JSON schema"
                : able.contains(Ability.JSON_OBJECT) ? "JSON mode" : "JSON found in text";
        String temperature = able.contains(Ability.TEMPERATURE) ? "temperature 0" : "the model's own temperature";
        return "%s with %s and %s; embeddings by %s"
                .formatted(properties.judgeModel(), form, temperature, properties.embedderModel());
    }

    private Result embedded() {
        return new Result(
                true,
                null,
                Judges.LOCAL,
                Judges.LOCAL,
                null,
                null,
                true,
                0,
                "the embedded judge and embeddings; no LLM judges",
                List.of("Set marksheet.judge.base-url (OPENAI_BASE_URL) and marksheet.judge.api-key (OPENAI_API_KEY)"
                        + " to have an LLM judge."));
    }
}
