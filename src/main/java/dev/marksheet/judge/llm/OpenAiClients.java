package dev.marksheet.judge.llm;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.marksheet.session.PlatformThread;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/**
 * langchain4j's models of the endpoint, one of each whatever the model's name, made when first asked for as most
 * services start without needing one. Safe for use by many threads at once.
 */
final class OpenAiClients {

    private final Supplier<OpenAiChatModel> chat;
    private final Supplier<OpenAiEmbeddingModel> embedding;
    private final Supplier<OpenAiEmbeddingModel> plainEmbedding;

    OpenAiClients(JudgeProperties properties, Clock clock) {
        Supplier<ExchangeClient> client =
                SingletonSupplier.of(() -> new ExchangeClient(properties.timeout(), clock, Secrets.of(properties)));
        Access judge = properties.judgeAccess();
        Access embedder = properties.embeddingAccess();
        chat = once(() -> OpenAiChatModel.builder()
                .httpClientBuilder(client.get().asBuilder())
                .baseUrl(judge.endpoint())
                .apiKey(key(judge))
                .customHeaders(judge.keyHeaders())
                .strictJsonSchema(true)
                .maxRetries(0)
                .build());
        embedding = once(
                () -> embedding(embedder, client.get()).encodingFormat("base64").build());
        plainEmbedding = once(() -> embedding(embedder, client.get()).build());
    }

    private static OpenAiEmbeddingModel.OpenAiEmbeddingModelBuilder embedding(Access access, ExchangeClient client) {
        return OpenAiEmbeddingModel.builder()
                .httpClientBuilder(client.asBuilder())
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

    OpenAiChatModel chat() {
        return chat.get();
    }

    /** @param base64 whether to ask for vectors as base64; plain numbers are understood either way */
    OpenAiEmbeddingModel embedding(boolean base64) {
        return (base64 ? embedding : plainEmbedding).get();
    }
}
