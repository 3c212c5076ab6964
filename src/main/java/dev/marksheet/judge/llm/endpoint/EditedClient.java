package dev.marksheet.judge.llm.endpoint;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way out with something done to the bodies of requests that langchain4j has no word for. It hands out itself, whatever
 * timeouts a model asks for: they are ours to keep. Safe for use by many threads at once.
 */
record EditedClient(HttpClient client, @Nullable Consumer<ObjectNode> edit) implements HttpClient, HttpClientBuilder {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        return client.execute(edit == null ? request : edited(request, edit));
    }

    private static HttpRequest edited(HttpRequest request, Consumer<ObjectNode> edit) {
        ObjectNode body = (ObjectNode) JSON.readTree(request.body());
        edit.accept(body);
        return HttpRequest.builder()
                .method(request.method())
                .url(request.url())
                .headers(request.headers())
                .body(JSON.writeValueAsString(body))
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        client.execute(request, parser, listener);
    }

    @Override
    public @Nullable Duration connectTimeout() {
        return null;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public @Nullable Duration readTimeout() {
        return null;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }

    @Override
    public HttpClient build() {
        return this;
    }
}
