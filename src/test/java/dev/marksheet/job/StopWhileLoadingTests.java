package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.MarksheetApplication;
import dev.marksheet.ServiceClient;
import dev.marksheet.judge.EmbeddedJudge;
import dev.marksheet.judge.FakeEmbedder;
import dev.marksheet.judge.FakeJudge;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.llm.ServiceOnEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** The local embedding model is loaded by the first call that needs it, and that may be when the service is told to stop. */
class StopWhileLoadingTests {

    private static final Map<String, Object> CALL = Map.of(
            "session_id", "stopped-while-loading",
            "question", "When did the bridge open?",
            "answer", "It opened in 1894.",
            "ground_truth", "In 1894.",
            "metrics", List.of("answer_similarity"));

    /** Of the other language, so of another model. */
    private static final Map<String, Object> CHINESE_CALL = Map.of(
            "session_id", "stopped-while-loading",
            "question", "图书馆什么时候开门？",
            "answer", "九点开门。",
            "ground_truth", "上午九点开门。",
            "metrics", List.of("answer_similarity"));

    private final CountDownLatch loading = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);

    @TempDir
    Path folder;

    @Test
    void leavesTheCallOpenAndScoresItAfterTheRestart() throws InterruptedException {
        JsonNode accepted;
        try (ConfigurableApplicationContext service = start(new EmbeddedJudge(
                new FakeJudge(),
                texts -> {
                    throw failedToLoad();
                },
                "fake"))) {
            service.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> stopping.countDown());
            accepted = client(service).submit(CALL);
            loading.await();
        }
        Judge judge = new FakeJudge();
        try (ConfigurableApplicationContext service = start(new EmbeddedJudge(judge, new FakeEmbedder(), "fake"))) {
            JsonNode job = client(service).ended(accepted);

            assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("completed");
            assertThat(job.at("/results/answer_similarity/outcome").asString()).isEqualTo("scored");
        }
    }

    @Test
    void doesNotFailACallWhoseModelIsLoadedAfterTheRuntimeHasBegunToEnd() {
        JsonNode accepted;
        try (ChildService service = ChildService.start(folder.resolve("outputs"), "--marksheet.judge.base-url=")) {
            service.client().post("/api/score", CALL);
            accepted = service.client().submit(CHINESE_CALL);
            service.stop();
        }
        try (ServiceOnEndpoint service = ServiceOnEndpoint.withoutEndpoint(folder.resolve("outputs"))) {
            JsonNode job = service.client().ended(accepted);

            assertThat(job.get("status").asString()).as(job.toString()).isEqualTo("completed");
        }
    }

    /** As ONNX Runtime does, which wants a hook at the end of a JVM that is ending. */
    private JudgeException failedToLoad() {
        loading.countDown();
        try {
            stopping.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Throwable hook = new IllegalStateException("Shutdown in progress");
        return JudgeException.ofKey(
                "local_embedding.failed",
                false,
                new ExecutionException(new IllegalStateException("cannot load the model (" + hook + ")", hook)));
    }

    private ConfigurableApplicationContext start(EmbeddedJudge embedded) {
        return new SpringApplicationBuilder(MarksheetApplication.class)
                .initializers((GenericApplicationContext context) -> context.registerBean(
                        "fakeEmbeddedJudge",
                        EmbeddedJudge.class,
                        () -> embedded,
                        definition -> definition.setPrimary(true)))
                .run(
                        "--server.port=0",
                        "--marksheet.outputs-dir=" + folder.resolve("outputs"),
                        "--marksheet.judge.base-url=",
                        "--marksheet.job.grace=1s",
                        "--marksheet.advice.model=");
    }

    private static ServiceClient client(ConfigurableApplicationContext service) {
        return new ServiceClient(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
}
