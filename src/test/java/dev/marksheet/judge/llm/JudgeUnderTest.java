package dev.marksheet.judge.llm;

import dev.marksheet.judge.EmbeddedJudge;
import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.llm.endpoint.Access;
import dev.marksheet.judge.llm.endpoint.Backoff;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.Endpoints;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.judge.llm.endpoint.OutageProbe;
import dev.marksheet.judge.llm.endpoint.RequestListener;
import dev.marksheet.judge.llm.endpoint.Thinking;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The LLM judge as the product wires it, but its pauses are recorded instead of slept and never scattered. */
final class JudgeUnderTest {

    static final String MODEL = "test-model";
    static final JudgeTask.Support TASK =
            new JudgeTask.Support("Where?", List.of("It is in Rome.", "It is old."), List.of("It is in Rome."));

    private final String baseUrl;
    private final AtomicLong clock = new AtomicLong();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private String key = "";
    private String keyHeader = "";
    private Duration timeout = Duration.ofSeconds(20);
    private int maxConcurrency = 8;
    private int maxAttempts = 3;
    private Runnable onPause = () -> {};
    private @Nullable ConfiguredJudges judges;

    private Thinking.Mode thinking = Thinking.Mode.OFF;
    private String provider;
    private String extraBody = "";
    private JudgeProperties.Embedding embedding = new JudgeProperties.Embedding("", "");
    private JudgeHealth health = new JudgeHealth(Clock.systemUTC(), true);
    private final Semaphore probes = new Semaphore(0);
    private final List<Duration> probePauses = new CopyOnWriteArrayList<>();

    JudgeUnderTest(String baseUrl) {
        this.baseUrl = baseUrl;
        this.provider = baseUrl;
    }

    JudgeUnderTest key(String value) {
        key = value;
        return this;
    }

    JudgeUnderTest keyHeader(String value) {
        keyHeader = value;
        return this;
    }

    JudgeUnderTest thinking(Thinking.Mode value) {
        thinking = value;
        return this;
    }

    /** Takes the endpoint for the one at this address. */
    JudgeUnderTest as(String address) {
        provider = address;
        return this;
    }

    JudgeUnderTest extraBody(String value) {
        extraBody = value;
        return this;
    }

    JudgeUnderTest embedding(String url, String embeddingKey) {
        embedding = new JudgeProperties.Embedding(url, embeddingKey);
        health = JudgeHealth.withEmbeddingsApart(Clock.systemUTC(), true);
        return this;
    }

    JudgeUnderTest timeout(Duration value) {
        timeout = value;
        return this;
    }

    JudgeUnderTest maxConcurrency(int value) {
        maxConcurrency = value;
        return this;
    }

    JudgeUnderTest maxAttempts(int value) {
        maxAttempts = value;
        return this;
    }

    JudgeUnderTest onPause(Runnable value) {
        onPause = value;
        return this;
    }

    /** Lets a probe be sent; none is without. */
    void letProbe() {
        probes.release();
    }

    /** The pauses before probes, asked or not. */
    List<Duration> probePauses() {
        return List.copyOf(probePauses);
    }

    JudgeHealth health() {
        return health;
    }

    private void beforeProbe(Duration pause) throws InterruptedException {
        probePauses.add(pause);
        probes.acquire();
    }

    /** The pauses made so far. */
    List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    ConfiguredJudges judges() {
        if (judges == null) {
            JudgeProperties properties = properties();
            Backoff recorded = new Backoff(this::pause, () -> 0);
            Endpoint judge = endpoint(properties, properties.judgeAccess(), recorded, health);
            Endpoint embedder = properties.embedsApart()
                    ? endpoint(properties, properties.embeddingAccess(), recorded, health.ofEmbeddings())
                    : judge;
            judges = new ConfiguredJudges(
                    properties,
                    new Thinking(thinking, provider, ExtraBody.of(extraBody).names()),
                    new Endpoints(judge, embedder),
                    new EmbeddedJudge(new FakeJudge(), new FakeEmbedder(), "fake"));
        }
        return judges;
    }

    private JudgeProperties properties() {
        return new JudgeProperties(
                baseUrl,
                key,
                keyHeader,
                MODEL,
                MODEL,
                maxConcurrency,
                timeout,
                maxAttempts,
                "auto",
                false,
                thinking,
                extraBody,
                embedding,
                Map.of());
    }

    private Endpoint endpoint(JudgeProperties properties, Access access, Backoff recorded, JudgeHealth own) {
        return new Endpoint(
                properties,
                access,
                recorded,
                own,
                () -> clock.addAndGet(TimeUnit.SECONDS.toNanos(10)),
                new OutageProbe(this::beforeProbe),
                RequestListener.NONE);
    }

    private void pause(Duration pause) throws InterruptedException {
        pauses.add(pause);
        onPause.run();
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    <R> Judged<R> ask(JudgeTask<R> task) {
        return judges().judge(MODEL).ask(task);
    }

    Judged<Reply.Verdicts> ask() {
        return ask(TASK);
    }

    /** What the judge replies to {@link #TASK}, or to one like it with as many statements. */
    static String verdicts(int... verdicts) {
        StringBuilder json = new StringBuilder("{\"verdicts\":[");
        for (int i = 0; i < verdicts.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"number\":%d,\"reason\":\"because\",\"quote\":\"in Rome\",\"passage\":1,\"verdict\":%d}"
                            .formatted(i + 1, verdicts[i]));
        }
        return json.append("]}").toString();
    }
}
