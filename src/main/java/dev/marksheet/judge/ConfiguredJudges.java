package dev.marksheet.judge;

import java.util.Map;

/** The embedded judge under its name, and every other name as a model of the configured endpoint. */
final class ConfiguredJudges implements Judges {

    private final JudgeProperties properties;
    private final Judge local;
    private final Embedder localEmbedder;
    private final Endpoint endpoint;
    private final Models models;
    private final ChatModels chat;
    private final Prompts prompts;
    private final Map<String, Integer> batchSizes = LlmEmbedder.noBatchSizes();

    ConfiguredJudges(JudgeProperties properties, Endpoint endpoint, Judge local, Embedder localEmbedder) {
        this.properties = properties;
        this.local = local;
        this.localEmbedder = localEmbedder;
        this.endpoint = endpoint;
        this.models = new Models(properties, java.time.Clock.systemUTC());
        this.chat = new ChatModels(endpoint, models, new Abilities());
        this.prompts = new Prompts(properties.language(), Fence.random());
    }

    @Override
    public String defaultJudgeModel() {
        return properties.judgeModel();
    }

    @Override
    public String defaultEmbeddingModel() {
        return properties.embedderModel();
    }

    @Override
    public boolean hasEndpoint() {
        return properties.hasEndpoint();
    }

    @Override
    public Judge judge(String model) {
        if (model.equals(LOCAL)) {
            return local;
        }
        requireEndpoint(model);
        return new LlmJudge(chat, prompts, model);
    }

    @Override
    public Embedder embedder(String model) {
        if (model.equals(LOCAL)) {
            return localEmbedder;
        }
        requireEndpoint(model);
        return new LlmEmbedder(endpoint, models, batchSizes, model);
    }

    private void requireEndpoint(String model) {
        if (!hasEndpoint()) {
            throw new IllegalArgumentException(
                    "no judge endpoint is configured; set marksheet.judge.base-url or OPENAI_BASE_URL (and the key, where one is needed) to use '%s', or name '%s'"
                            .formatted(model, LOCAL));
        }
    }

    /** Tries the configured endpoint once, without repetitions. */
    JudgeCheck check() {
        Endpoint once = endpoint.impatient();
        Abilities found = new Abilities();
        ChatModels chatOnce = new ChatModels(once, models, found);
        String judgeModel = defaultJudgeModel();
        String embeddingModel = defaultEmbeddingModel();
        return new JudgeCheck(
                properties,
                judgeModel.equals(LOCAL) ? local : new LlmJudge(chatOnce, prompts, judgeModel),
                embeddingModel.equals(LOCAL)
                        ? localEmbedder
                        : new LlmEmbedder(once, models, LlmEmbedder.noBatchSizes(), embeddingModel),
                () -> found.of(judgeModel));
    }
}
