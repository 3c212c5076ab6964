package dev.marksheet.judge.llm;

import dev.marksheet.judge.EmbeddedJudge;
import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.llm.endpoint.Access;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.Endpoints;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.judge.llm.endpoint.Price;
import dev.marksheet.judge.llm.endpoint.Thinking;
import dev.marksheet.judge.llm.prompt.Delimiters;
import dev.marksheet.judge.llm.prompt.Prompts;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** The embedded judge under its name, and every other name as a model of the configured endpoint. */
final class ConfiguredJudges implements Judges {

    private final JudgeProperties properties;
    private final EmbeddedJudge embedded;
    private final Endpoints endpoints;
    private final Thinking thinking;
    private final OpenAiClients models;
    private final ChatClient chat;
    private final Prompts prompts;
    private final Supplier<String> promptSet;
    private final ModelCapabilities abilities = new ModelCapabilities();

    ConfiguredJudges(JudgeProperties properties, Thinking thinking, Endpoints endpoints, EmbeddedJudge embedded) {
        this.properties = properties;
        this.embedded = embedded;
        this.endpoints = endpoints;
        this.models = new OpenAiClients(properties, java.time.Clock.systemUTC());
        this.thinking = thinking;
        this.chat = new ChatClient(endpoints.judge(), models, abilities, thinking);
        this.prompts = new Prompts(Delimiters.random());
        this.promptSet = SingletonSupplier.of(prompts::fingerprint);
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
    public boolean hasEmbeddingEndpoint() {
        return properties.embeddingAccess().exists();
    }

    @Override
    public Judge judge(String model) {
        return asking(model, properties.fixedLanguage());
    }

    @Override
    public Judge judge(String model, Language language) {
        return asking(model, language);
    }

    private Judge asking(String model, @Nullable Language language) {
        if (model.equals(LOCAL)) {
            return language == null ? embedded.judge() : embedded.judge().speaking(language);
        }
        if (!hasEndpoint()) {
            return new Judge() {
                @Override
                public <R> Judged<R> ask(JudgeTask<R> task) {
                    throw noEndpoint(endpoints.judge(), model);
                }
            };
        }
        return new LlmJudge(chat, prompts, model, language, properties.price(model));
    }

    @Override
    public Language language(Sample sample) {
        Language fixed = properties.fixedLanguage();
        return fixed == null ? sample.language() : fixed;
    }

    @Override
    public JudgeFingerprint.Parts identity(ScoreRequest request) {
        String judgeModel = request.judgeModel();
        boolean llm = !judgeModel.equals(LOCAL);
        boolean embeds = !request.embeddingModel().equals(LOCAL);
        return new JudgeFingerprint.Parts(
                judgeModel,
                request.embeddingModel(),
                hosts(llm, embeds),
                llm ? promptSet.get() : embedded.version(),
                llm ? parameters(request) : new TreeMap<>(),
                new TreeMap<>());
    }

    /** The hosts that a call's texts go to, the judge's first; null when they leave this process nowhere. */
    private @Nullable String hosts(boolean llm, boolean embeds) {
        Access judge = properties.judgeAccess();
        Access embedding = properties.embeddingAccess();
        String asked = llm && judge.exists() ? judge.host() : "";
        if (!embeds || !embedding.exists() || embedding.host().equals(asked)) {
            return asked.isEmpty() ? null : asked;
        }
        return asked.isEmpty() ? embedding.host() : asked + ", embeddings " + embedding.host();
    }

    private SortedMap<String, String> parameters(ScoreRequest request) {
        SortedMap<String, String> parameters = new TreeMap<>();
        boolean own = request.language() != language(request.sample());
        parameters.put("language", own ? request.language().wireName() : properties.language());
        parameters.put("temperature", chat.temperature(request.judgeModel()));
        String bounded = chat.thinking(request.judgeModel());
        if (!bounded.isEmpty()) {
            parameters.put("thinking", bounded);
        }
        ExtraBody extra = ExtraBody.of(properties.extraBody());
        if (!extra.isEmpty()) {
            parameters.put("extra_body", JudgeFingerprint.hash(extra.canonical()));
        }
        return parameters;
    }

    @Override
    public Embedder embedder(String model) {
        if (model.equals(LOCAL)) {
            return embedded.embedder();
        }
        if (!hasEmbeddingEndpoint()) {
            return texts -> {
                throw noEndpoint(endpoints.embeddings(), model);
            };
        }
        return new LlmEmbedder(endpoints.embeddings(), models, abilities, model, properties.price(model));
    }

    @Override
    public Usage priced(String model, Usage usage) {
        Price price = properties.price(model);
        return price == null ? usage : price.applyTo(usage);
    }

    /** The ways out; for tests. */
    Endpoints endpoints() {
        return endpoints;
    }

    /** The model was named while there was an endpoint. */
    private static JudgeException noEndpoint(Endpoint endpoint, String model) {
        endpoint.missing(model);
        return JudgeException.outage(
                "no judge endpoint is configured; set marksheet.judge.base-url or OPENAI_BASE_URL (and the key, where one is needed) to use '%s', or name '%s'"
                        .formatted(model, LOCAL),
                Usage.NONE,
                List.of());
    }

    /** Tries the configured endpoint once, without repetitions. */
    JudgeCheck check() {
        return new JudgeCheck(properties, this::candidate);
    }

    private JudgeCheck.Candidate candidate() {
        Endpoint once = endpoints.judge().impatient();
        ModelCapabilities found = new ModelCapabilities();
        ChatClient chatOnce = new ChatClient(once, models, found, thinking);
        String judgeModel = defaultJudgeModel();
        String embeddingModel = defaultEmbeddingModel();
        return new JudgeCheck.Candidate(
                judgeModel.equals(LOCAL)
                        ? embedded.judge()
                        : new LlmJudge(chatOnce, prompts, judgeModel, properties.fixedLanguage(), null),
                embeddingModel.equals(LOCAL)
                        ? embedded.embedder()
                        : new LlmEmbedder(endpoints.embeddings().impatient(), models, found, embeddingModel, null),
                () -> found.of(judgeModel),
                () -> chatOnce.reportedName(judgeModel),
                () -> chatOnce.thinking(judgeModel));
    }
}
