package dev.marksheet.judge.llm.endpoint;

import java.net.URI;
import java.util.Map;

/**
 * Where an OpenAI-compatible endpoint lives and what opens it. Immutable.
 *
 * @param baseUrl its address with the version path, without a slash at the end; empty for OpenAI's own when there is a key
 * @param apiKey sent as bearer token; empty for none
 * @param apiKeyHeader a header that carries the key beside the bearer token; blank for none, and for Azure's own hosts
 *     {@code api-key}
 * @param embeddings whether it is there for embeddings alone
 */
public record Access(String baseUrl, String apiKey, String apiKeyHeader, boolean embeddings) {

    static final String OPENAI = "https://api.openai.com/v1";

    public Access {
        baseUrl = baseUrl.strip();
        apiKey = apiKey.strip();
        while (baseUrl.endsWith("/")) {
            baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
        }
    }

    /** Whether there is an endpoint to ask. */
    public boolean exists() {
        return !baseUrl.isEmpty() || !apiKey.isEmpty();
    }

    /** The address; OpenAI's own when only a key is set. */
    public String endpoint() {
        return baseUrl.isEmpty() ? OPENAI : baseUrl;
    }

    /** Whether it is asked over TLS. */
    public boolean isEncrypted() {
        return exists() && !endpoint().regionMatches(true, 0, "http:", 0, 5);
    }

    /** The address as it may be shown: without a user, a password or a query. */
    public String address() {
        return endpoint().replaceFirst("//[^/@]*@", "//").replaceFirst("[?#].*", "");
    }

    /** The headers that carry the key beside the bearer token. */
    public Map<String, String> keyHeaders() {
        boolean azure = host().endsWith(".azure.com");
        String header = apiKeyHeader.isBlank() && azure ? "api-key" : apiKeyHeader.strip();
        return header.isEmpty() || apiKey.isEmpty() ? Map.of() : Map.of(header, apiKey);
    }

    /** Host and port, without anything secret that the address may hold. */
    public String host() {
        URI address = URI.create(endpoint());
        String host = String.valueOf(address.getHost());
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return exists() ? address() + (apiKey.isEmpty() ? " without a key" : " with a key") : "none";
    }
}
