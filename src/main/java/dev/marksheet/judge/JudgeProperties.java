package dev.marksheet.judge;

import dev.marksheet.session.Language;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
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
 * @param prices what models charge, by model name, per 1,000,000 tokens; names with other characters than letters, digits
 *     and {@code -} stand in brackets, such as {@code marksheet.judge.prices[gpt-4.1].input=2}
 */
@ConfigurationProperties("marksheet.judge")
@Validated
record JudgeProperties(
        @DefaultValue("")
        @Pattern(regexp = "\\s*|\\s*https?://\\S+\\s*", message = "must start with http:// or https://")
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
        @DefaultValue Map<String, Price> prices) {

    static final String OPENAI = "https://api.openai.com/v1";

    JudgeProperties {
        prices = Map.copyOf(prices);
        baseUrl = baseUrl.strip();
        apiKey = apiKey.strip();
        while (baseUrl.endsWith("/")) {
            baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
        }
    }

    /** Whether there is an endpoint to ask. */
    boolean hasEndpoint() {
        return !baseUrl.isEmpty() || !apiKey.isEmpty();
    }

    /** The endpoint's address; OpenAI's own when only a key is set. */
    String endpoint() {
        return baseUrl.isEmpty() ? OPENAI : baseUrl;
    }

    /** The endpoint's address as it may be shown: without a user, a password or a query. */
    String address() {
        return endpoint().replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
    }

    String judgeModel() {
        return named(model, "gpt-4o-mini");
    }

    String embedderModel() {
        return named(embeddingModel, "text-embedding-3-small");
    }

    /** The language that prompts are fixed to; null when they follow the data. */
    @Nullable
    Language fixedLanguage() {
        return language.equals("auto") ? null : Language.ofWireName(language);
    }

    /** What the model charges; null when no price is configured. */
    @Nullable
    Price price(String modelName) {
        return prices.get(modelName);
    }

    /** The headers that carry the key beside the bearer token. */
    Map<String, String> keyHeaders() {
        boolean azure = endpointHost().endsWith(".azure.com");
        String header = apiKeyHeader.isBlank() && azure ? "api-key" : apiKeyHeader.strip();
        return header.isEmpty() || apiKey.isEmpty() ? Map.of() : Map.of(header, apiKey);
    }

    /** Host and port of the endpoint, without anything secret that its address may hold. */
    String endpointHost() {
        URI address = URI.create(endpoint());
        String host = String.valueOf(address.getHost());
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }

    private String named(@Nullable String name, String usual) {
        if (name != null && !name.isBlank()) {
            return name.strip();
        }
        return hasEndpoint() ? usual : Judges.LOCAL;
    }

    /** Leaves the key out, as properties end up in logs and failure reports. */
    @Override
    public String toString() {
        return "JudgeProperties[endpoint=%s, apiKey=%s, model=%s, embeddingModel=%s, maxConcurrency=%d, timeout=%s, maxAttempts=%d, language=%s]"
                .formatted(
                        hasEndpoint() ? address() : "none",
                        apiKey.isEmpty() ? "none" : "set",
                        judgeModel(),
                        embedderModel(),
                        maxConcurrency,
                        timeout,
                        maxAttempts,
                        language);
    }
}
