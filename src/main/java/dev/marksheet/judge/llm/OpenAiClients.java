package dev.marksheet.judge.llm;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.marksheet.session.PlatformThread;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * langchain4j's models of the endpoint, one of each kind whatever the model's name, made when first asked for as most
 * services start without needing one. Safe for use by many threads at once.
 */
final class OpenAiClients {

    private final Supplier<OpenAiChatModel> chat;
    private final Supplier<OpenAiChatModel> streamedChat;
    private final Supplier<OpenAiEmbeddingModel> embedding;
    private final Supplier<OpenAiEmbeddingModel> plainEmbedding;

    OpenAiClients(JudgeProperties properties, Clock clock) {
        Supplier<ExchangeClient> client =
                SingletonSupplier.of(() -> new ExchangeClient(properties.timeout(), clock, Secrets.of(properties)));
        Access judge = properties.judgeAccess();
        Access embedder = properties.embeddingAccess();
        ExtraBody extra = ExtraBody.of(properties.extraBody());
        chat = once(() -> chat(judge, client.get().asBuilder(extra.isEmpty() ? null : extra::addTo)));
        streamedChat = once(() -> chat(judge, client.get().asBuilder(request -> streamed(request, extra))));
        embedding = once(
                () -> embedding(embedder, client.get()).encodingFormat("base64").build());
        plainEmbedding = once(() -> embedding(embedder, client.get()).build());
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

    /** Building a model looks for plug-ins in all jars. */
    private static <T> Supplier<T> once(Supplier<T> model) {
        return SingletonSupplier.of(() -> PlatformThread.call(model));
    }

    private static @Nullable String key(Access access) {
        return access.apiKey().isEmpty() ? null : access.apiKey();
    }

    /** @param whole whether to ask for replies in one piece; those that come as a stream are put together either way */
    OpenAiChatModel chat(boolean whole) {
        return (whole ? chat : streamedChat).get();
    }

    /** @param base64 whether to ask for vectors as base64; plain numbers are understood either way */
    OpenAiEmbeddingModel embedding(boolean base64) {
        return (base64 ? embedding : plainEmbedding).get();
    }
}
