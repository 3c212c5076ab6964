package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.judge.Judges;
import dev.marksheet.session.text.Language;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.validation.annotation.Validated;

/**
 * Where the LLM judge lives and how hard to press it.
 *
 * @param baseUrl the OpenAI-compatible endpoint with its version path, such as {@code http://host:8000/v1}; blank for none
 * @param apiKey the key sent as bearer token; blank for none. A key without a base URL means OpenAI's own endpoint
 * @param apiKeyHeader a header in which the key is sent as it is, beside the bearer token; blank for none, and for Azure's own
 *     hosts {@code api-key}
 * @param model the judge model used where a call names none; blank for the default
 * @param embeddingModel the embedding model used where a call names none; blank for the default
 * @param maxConcurrency the most requests in flight at once, judge and embeddings together
 * @param timeout the time one whole exchange may take, its body included
 * @param maxAttempts how often a request is sent when the endpoint answers with an error of its own (5xx), and how
 *     often a question is asked when replies can't be read. Rate limits and a dead endpoint do not count
 * @param language the language of the prompts: {@code auto} follows the data, {@code en} and {@code zh} are fixed
 * @param check whether to try the endpoint once at start and log what was found
 * @param thinking how much models may think before they reply, where they can be told
 * @param extraBody members of every chat request, as a JSON object; blank for none
 * @param embedding where embeddings come from, when from elsewhere than the judge's endpoint
 * @param prices what models charge, by model name, per 1,000,000 tokens; names with other characters than letters, digits
 *     and {@code -} stand in brackets, such as {@code marksheet.judge.prices[gpt-4.1].input=2}
 */
@ConfigurationProperties("marksheet.judge")
@Validated
public record JudgeProperties(
        @DefaultValue("") @Pattern(regexp = JudgeProperties.URL, message = "must start with http:// or https://")
        String baseUrl,

        @DefaultValue("") String apiKey,
        @DefaultValue("") String apiKeyHeader,
        @Nullable String model,
        @Nullable String embeddingModel,
        @DefaultValue("32") @Min(1) @Max(10_000) int maxConcurrency,

        @DefaultValue("60s") @DurationUnit(java.time.temporal.ChronoUnit.SECONDS) @NotNull @DurationMin(millis = 1)
        Duration timeout,

        @DefaultValue("5") @Min(1) @Max(100) int maxAttempts,

        @DefaultValue("auto") @Pattern(regexp = "auto|en|zh", message = "must be auto, en or zh")
        String language,

        @DefaultValue("false") boolean check,
        @DefaultValue("off") @NotNull Thinking.Mode thinking,
        @DefaultValue("") String extraBody,
        @DefaultValue @Valid Embedding embedding,
        @DefaultValue Map<String, Price> prices) {

    private static final String URL = "\\s*|\\s*https?://\\S+\\s*";

    /**
     * Where embeddings come from.
     *
     * @param baseUrl the endpoint; blank for the judge's
     * @param apiKey its key; blank for none, or for the judge's where the endpoint is the judge's. A key is never sent to
     *     another address than the one it was set for
     */
    public record Embedding(
            @DefaultValue("") @Pattern(regexp = JudgeProperties.URL, message = "must start with http:// or https://")
            String baseUrl,

            @DefaultValue("") String apiKey) {

        public Embedding {
            baseUrl = baseUrl.strip();
            apiKey = apiKey.strip();
        }

        boolean isSet() {
            return !baseUrl.isEmpty() || !apiKey.isEmpty();
        }

        /** Leaves the key out. */
        @Override
        public String toString() {
            return isSet() ? "set" : "none";
        }
    }

    public JudgeProperties {
        prices = Map.copyOf(prices);
        baseUrl = baseUrl.strip();
        apiKey = apiKey.strip();
    }

    /** The judge's endpoint. */
    public Access judgeAccess() {
        return new Access(baseUrl, apiKey, apiKeyHeader, false);
    }

    /** The endpoint of embeddings, which is the judge's unless another address or key is set. */
    public Access embeddingAccess() {
        if (!embedding.isSet()) {
            return judgeAccess();
        }
        Access judge = judgeAccess();
        String address = embedding.baseUrl().isEmpty() ? judge.baseUrl() : embedding.baseUrl();
        Access own = new Access(address, embedding.apiKey(), "", true);
        if (!own.baseUrl().equals(judge.baseUrl())) {
            return own;
        }
        return own.apiKey().isEmpty() ? judge : new Access(address, own.apiKey(), apiKeyHeader, true);
    }

    /** Whether embeddings come from another endpoint than the judge's, or with another key. */
    public boolean embedsApart() {
        return embeddingAccess().embeddings();
    }

    /** Whether there is an endpoint to ask a judge of. */
    public boolean hasEndpoint() {
        return judgeAccess().exists();
    }

    public String judgeModel() {
        return named(model, "gpt-4o-mini", judgeAccess());
    }

    public String embedderModel() {
        return named(embeddingModel, "text-embedding-3-small", embeddingAccess());
    }

    /** The language that prompts are fixed to; null when they follow the data. */
    @Nullable
    public Language fixedLanguage() {
        return language.equals("auto") ? null : Language.ofWireName(language);
    }

    /** What the model charges; null when no price is configured. */
    @Nullable
    public Price price(String modelName) {
        return prices.get(modelName);
    }

    private static String named(@Nullable String name, String usual, Access access) {
        if (name != null && !name.isBlank()) {
            return name.strip();
        }
        return access.exists() ? usual : Judges.LOCAL;
    }

    /** Leaves the key out, as properties end up in logs and failure reports. */
    @Override
    public String toString() {
        return "JudgeProperties[judge=%s, model=%s, embeddings=%s, embeddingModel=%s, maxConcurrency=%d, timeout=%s, maxAttempts=%d, language=%s]"
                .formatted(
                        judgeAccess(),
                        judgeModel(),
                        embeddingAccess(),
                        embedderModel(),
                        maxConcurrency,
                        timeout,
                        maxAttempts,
                        language);
    }
}
