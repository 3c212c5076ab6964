package dev.marksheet.judge.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.marksheet.judge.llm.endpoint.Access;
import dev.marksheet.judge.llm.endpoint.ExchangeClient;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.judge.llm.endpoint.Secrets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * langchain4j's models of the endpoints, one of each kind whatever the model's name. Where there is an endpoint they are
 * made while the service starts, on a thread of their own: building one looks for plug-ins in all jars, which is nothing
 * for the virtual threads that ask, nor for the first call. Safe for use by many threads at once.
 */
final class OpenAiClients {

    private final CompletableFuture<OpenAiChatModel> chat;
    private final CompletableFuture<OpenAiChatModel> streamedChat;
    private final CompletableFuture<OpenAiEmbeddingModel> embedding;
    private final CompletableFuture<OpenAiEmbeddingModel> plainEmbedding;

    OpenAiClients(JudgeProperties properties, Clock clock) {
        Access judge = properties.judgeAccess();
        Access embedder = properties.embeddingAccess();
        boolean encrypted = judge.isEncrypted() || embedder.isEncrypted();
        Supplier<ExchangeClient> client = SingletonSupplier.of(
                () -> new ExchangeClient(properties.timeout(), encrypted, clock, Secrets.of(properties)));
        ExtraBody extra = ExtraBody.of(properties.extraBody());
        ExecutorService builder = Executors.newSingleThreadExecutor(OpenAiClients::thread);
        chat = soon(builder, judge, () -> chat(judge, client.get().asBuilder(extra.isEmpty() ? null : extra::addTo)));
        streamedChat =
                soon(builder, judge, () -> chat(judge, client.get().asBuilder(request -> streamed(request, extra))));
        embedding = soon(
                builder,
                embedder,
                () -> embedding(embedder, client.get()).encodingFormat("base64").build());
        plainEmbedding =
                soon(builder, embedder, () -> embedding(embedder, client.get()).build());
        builder.shutdown();
    }

    private static OpenAiChatModel chat(Access access, HttpClientBuilder client) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(client)
                .baseUrl(access.endpoint())
                .apiKey(key(access))
                .customHeaders(access.keyHeaders())
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
    }

    private static void streamed(ObjectNode request, ExtraBody extra) {
        extra.addTo(request);
        request.put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
    }

    private static OpenAiEmbeddingModel.OpenAiEmbeddingModelBuilder embedding(Access access, ExchangeClient client) {
        return OpenAiEmbeddingModel.builder()
                .httpClientBuilder(client.asBuilder(null))
                .baseUrl(access.endpoint())
                .apiKey(key(access))
                .customHeaders(access.keyHeaders())
                .maxRetries(0);
    }

    private static <T> CompletableFuture<T> soon(Executor builder, Access access, Supplier<T> model) {
        return access.exists()
                ? CompletableFuture.supplyAsync(model, builder)
                : CompletableFuture.failedFuture(new IllegalStateException("There is no endpoint"));
    }

    private static Thread thread(Runnable building) {
        Thread thread = new Thread(building, "judge-clients");
        thread.setDaemon(true);
        return thread;
    }

    private static @Nullable String key(Access access) {
        return access.apiKey().isEmpty() ? null : access.apiKey();
    }

    /** @param whole whether to ask for replies in one piece; those that come as a stream are put together either way */
    OpenAiChatModel chat(boolean whole) {
        return (whole ? chat : streamedChat).join();
    }

    /** @param base64 whether to ask for vectors as base64; plain numbers are understood either way */
    OpenAiEmbeddingModel embedding(boolean base64) {
        return (base64 ? embedding : plainEmbedding).join();
    }
}
