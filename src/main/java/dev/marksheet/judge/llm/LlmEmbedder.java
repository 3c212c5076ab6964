package dev.marksheet.judge.llm;

import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.model.embedding.request.EmbeddingInput;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.llm.endpoint.Capability;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.EndpointFault;
import dev.marksheet.judge.llm.endpoint.ErrorMeaning;
import dev.marksheet.judge.llm.endpoint.Price;
import dev.marksheet.judge.llm.endpoint.RequestCost;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks an embedding model behind an OpenAI-compatible endpoint; many texts in one request where it takes them. */
final class LlmEmbedder implements Embedder {

    private final Endpoint endpoint;
    private final OpenAiClients models;
    private final ModelCapabilities abilities;
    private final String model;
    private final @Nullable Price price;

    private final @Nullable Language language;

    /**
     * @param abilities what each model takes, as learnt; shared by all who ask the endpoint
     * @param price of the model's tokens; null when it is not known
     */
    LlmEmbedder(
            Endpoint endpoint, OpenAiClients models, ModelCapabilities abilities, String model, @Nullable Price price) {
        this(endpoint, models, abilities, model, price, null);
    }

    private LlmEmbedder(
            Endpoint endpoint,
            OpenAiClients models,
            ModelCapabilities abilities,
            String model,
            @Nullable Price price,
            @Nullable Language language) {
        this.endpoint = endpoint;
        this.models = models;
        this.abilities = abilities;
        this.model = model;
        this.price = price;
        this.language = language;
    }

    @Override
    public Embedder telling(Language spoken) {
        return new LlmEmbedder(endpoint, models, abilities, model, price, spoken);
    }

    @Override
    public Judged<List<double[]>> embed(List<String> texts) {
        RequestCost tally = new RequestCost(model, price, language != null ? language : Language.of(texts));
        List<double[]> vectors = new ArrayList<>(texts.size());
        int size = abilities.mostTexts(model);
        boolean refused = false;
        int batches = 0;
        while (vectors.size() < texts.size()) {
            List<String> batch = texts.subList(vectors.size(), Math.min(texts.size(), vectors.size() + size));
            switch (embed(batch, vectors, tally)) {
                case DONE -> batches++;
                case TOO_MANY -> {
                    size = batch.size() / 2;
                    refused = true;
                }
                case WITHOUT_BASE64 -> {}
            }
        }
        if (refused) {
            // Only now: had one text been too long for any batch, the size of batches would have been no matter.
            abilities.takesAtOnce(model, size);
        }
        return new Judged<>(checked(vectors, tally), tally.usage(batches));
    }

    /** What came of sending a batch. */
    private enum Outcome {
        DONE,
        /** It is to be sent again as smaller ones. */
        TOO_MANY,
        /** It is to be sent again, now that the model is known not to take base64. */
        WITHOUT_BASE64
    }

    private Outcome embed(List<String> batch, List<double[]> vectors, RequestCost tally) {
        boolean base64 = abilities.of(model).contains(Capability.BASE64);
        try {
            EmbeddingResponse response = endpoint.call(() -> send(batch, base64), tally);
            response.embeddings().forEach(embedding -> vectors.add(doubles(embedding.vector())));
            TokenUsage tokens = response.tokenUsage();
            if (tokens != null) {
                endpoint.spent(RequestCost.credible(tokens.inputTokenCount()), 0, tally);
            }
            return Outcome.DONE;
        } catch (EndpointFault fault) {
            if (base64 && abilities.learn(model, Set.of(Capability.BASE64), fault)) {
                return Outcome.WITHOUT_BASE64;
            }
            if (batch.size() == 1 || !saysTooMany(fault)) {
                throw tally.failure(endpoint.messages().forGood(fault, model, tally.faults()), false);
            }
            return Outcome.TOO_MANY;
        }
    }

    private static boolean saysTooMany(EndpointFault fault) {
        return switch (fault.statusCode()) {
            case 400, 422 -> fault.meaning() == ErrorMeaning.TOO_MANY_TEXTS;
            // A proxy before the model looks at the size alone.
            case 413 -> fault.meaning() != ErrorMeaning.TOO_LONG;
            default -> false;
        };
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
                    "fault.vectors",
                    batch.size(),
                    response.embeddings().size());
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

    private List<double[]> checked(List<double[]> vectors, RequestCost tally) {
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
