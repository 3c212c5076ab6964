package dev.marksheet.judge;

import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks an embedding model behind an OpenAI-compatible endpoint; many texts in one request where it takes them. */
final class LlmEmbedder implements Embedder {

    private static final Logger log = LoggerFactory.getLogger(LlmEmbedder.class);
    private static final int MOST_PER_REQUEST = 256;

    private final Endpoint endpoint;
    private final Models models;
    private final Map<String, Integer> batchSizes;
    private final String model;
    private final @Nullable Price price;

    /**
     * @param batchSizes how many texts each model takes at once, as learnt; shared by all embedders of the endpoint
     * @param price of the model's tokens; null when it is not known
     */
    LlmEmbedder(
            Endpoint endpoint, Models models, Map<String, Integer> batchSizes, String model, @Nullable Price price) {
        this.endpoint = endpoint;
        this.models = models;
        this.batchSizes = batchSizes;
        this.model = model;
        this.price = price;
    }

    static Map<String, Integer> noBatchSizes() {
        return new ConcurrentHashMap<>();
    }

    @Override
    public Answer<List<double[]>> embed(List<String> texts) {
        Tally tally = new Tally(price);
        List<double[]> vectors = new ArrayList<>(texts.size());
        int batches = 0;
        while (vectors.size() < texts.size()) {
            int size = batchSizes.getOrDefault(model, MOST_PER_REQUEST);
            List<String> batch = texts.subList(vectors.size(), Math.min(texts.size(), vectors.size() + size));
            if (embed(batch, vectors, tally)) {
                batches++;
            }
        }
        return new Answer<>(checked(vectors, tally), tally.usage(batches));
    }

    /** @return false when the batch was too large and a smaller one is to be tried */
    private boolean embed(List<String> batch, List<double[]> vectors, Tally tally) {
        try {
            EmbeddingResponse response = endpoint.call(() -> send(batch), tally);
            response.embeddings().forEach(embedding -> vectors.add(doubles(embedding.vector())));
            TokenUsage tokens = response.tokenUsage();
            if (tokens != null && tokens.inputTokenCount() != null) {
                tally.tokens(tokens.inputTokenCount(), 0);
            }
            return true;
        } catch (EndpointFault fault) {
            if (batch.size() == 1 || !saysTooMany(fault)) {
                throw tally.failure(endpoint.messages().forGood(fault, model), false);
            }
            batchSizes.merge(model, batch.size() / 2, Math::min);
            log.info("Model {} takes no {} texts at once; from now on it gets fewer.", model, batch.size());
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

    private EmbeddingResponse send(List<String> batch) {
        EmbeddingRequest request = EmbeddingRequest.builder()
                .inputs(batch.stream().map(LlmEmbedder::input).toList())
                .parameters(
                        EmbeddingRequestParameters.builder().modelName(model).build())
                .build();
        EmbeddingResponse response = models.embedding().embed(request);
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
            throw tally.failure("the embedding model %s gave vectors of different lengths".formatted(model), true);
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
