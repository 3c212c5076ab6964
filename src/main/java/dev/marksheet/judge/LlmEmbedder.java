package dev.marksheet.judge;

import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.marksheet.session.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks an embedding model behind an OpenAI-compatible endpoint; many texts in one request where it takes them. */
final class LlmEmbedder implements Embedder {

    private final Endpoint endpoint;
    private final Models models;
    private final Abilities abilities;
    private final String model;
    private final @Nullable Price price;

    /**
     * @param abilities what each model takes, as learnt; shared by all who ask the endpoint
     * @param price of the model's tokens; null when it is not known
     */
    LlmEmbedder(Endpoint endpoint, Models models, Abilities abilities, String model, @Nullable Price price) {
        this.endpoint = endpoint;
        this.models = models;
        this.abilities = abilities;
        this.model = model;
        this.price = price;
    }

    @Override
    public Answer<List<double[]>> embed(List<String> texts) {
        Tally tally = new Tally(price, Language.of(texts));
        List<double[]> vectors = new ArrayList<>(texts.size());
        int batches = 0;
        while (vectors.size() < texts.size()) {
            int size = abilities.mostTexts(model);
            List<String> batch = texts.subList(vectors.size(), Math.min(texts.size(), vectors.size() + size));
            if (embed(batch, vectors, tally)) {
                batches++;
            }
        }
        return new Answer<>(checked(vectors, tally), tally.usage(batches));
    }

    /** @return false when the model does not take what was sent and another request is to be tried */
    private boolean embed(List<String> batch, List<double[]> vectors, Tally tally) {
        boolean base64 = abilities.of(model).contains(Ability.BASE64);
        try {
            EmbeddingResponse response = endpoint.call(() -> send(batch, base64), tally);
            response.embeddings().forEach(embedding -> vectors.add(doubles(embedding.vector())));
            TokenUsage tokens = response.tokenUsage();
            if (tokens != null && tokens.inputTokenCount() != null) {
                tally.tokens(tokens.inputTokenCount(), 0);
            }
            return true;
        } catch (EndpointFault fault) {
            if (base64 && abilities.learn(model, Set.of(Ability.BASE64), fault)) {
                return false;
            }
            if (batch.size() == 1 || !saysTooMany(fault)) {
                throw tally.failure(endpoint.messages().forGood(fault, model, tally.faults()), false);
            }
            abilities.tooManyTexts(model, batch.size());
            return false;
        }
    }

    private static boolean saysTooMany(EndpointFault fault) {
        String text = fault.body().toLowerCase(Locale.ROOT);
        return (fault.statusCode() == 400 || fault.statusCode() == 413 || fault.statusCode() == 422)
                && (text.contains("batch")
                        || text.contains("too many")
                        || text.contains("too large")
                        || text.contains("input length")
                        || text.contains("number of inputs"));
    }

    private EmbeddingResponse send(List<String> batch, boolean base64) {
        EmbeddingRequest request = EmbeddingRequest.builder()
                .inputs(batch.stream().map(LlmEmbedder::input).toList())
                .parameters(
                        EmbeddingRequestParameters.builder().modelName(model).build())
                .build();
        EmbeddingResponse response = models.embedding(base64).embed(request);
        if (response.embeddings().size() != batch.size()) {
            throw EndpointFault.of(
                    EndpointFault.Kind.SERVER_ERROR,
                    "%d texts were sent and %d vectors came back"
                            .formatted(batch.size(), response.embeddings().size()));
        }
        return response;
    }

    private static EmbeddingInput input(String text) {
        return text.isBlank() ? new BlankInput(text.isEmpty() ? " " : text) : EmbeddingInput.from(text);
    }

    private static double[] doubles(float[] vector) {
        double[] doubles = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            doubles[i] = vector[i];
        }
        return doubles;
    }

    private List<double[]> checked(List<double[]> vectors, Tally tally) {
        if (vectors.stream().mapToInt(v -> v.length).distinct().count() > 1) {
            throw tally.failure(tally.faults().text("vectors", model), true);
        }
        return List.copyOf(vectors);
    }

    /** langchain4j refuses blank texts, RAGAS embeds them. */
    private static final class BlankInput extends EmbeddingInput {

        private final String text;

        BlankInput(String text) {
            super(List.of(TextContent.from("blank")));
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }
}
