package dev.marksheet.judge.llm;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.EmbeddedJudge;
import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.SharedCallJudge;
import dev.marksheet.judge.llm.endpoint.Backoff;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.Endpoints;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.judge.llm.endpoint.RequestListener;
import dev.marksheet.judge.llm.endpoint.Thinking;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Drives the LLM judge against an endpoint with many calls and counts what got lost: base URL, then number of calls. */
final class MockRun {

    private MockRun() {}

    public static void main(String[] args) {
        ConfiguredJudges judges = judges(args[0]);
        ExecutorService executor = Executors.newFixedThreadPool(64);
        long start = System.nanoTime();
        List<SharedCallJudge> panels = new ArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            SharedCallJudge panel = panel(judges, executor);
            panels.add(panel);
            all.addAll(ask(panel.forMetric("m"), i));
        }
        long lost = all.stream().filter(MockRun::isLost).count();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("asked %d, lost %d, %s, %.1f s%n", all.size(), lost, total(panels), seconds);
        System.out.println(judges.check().run());
        executor.shutdownNow();
    }

    private static ConfiguredJudges judges(String baseUrl) {
        JudgeProperties properties = new Binder(new MapConfigurationPropertySource(
                        Map.of("judge.base-url", baseUrl, "judge.model", "mock", "judge.embedding-model", "mock")))
                .bind("judge", JudgeProperties.class)
                .get();
        Backoff pauses = new Backoff(
                pause -> Thread.sleep(pause.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
        Endpoint endpoint = new Endpoint(
                properties,
                properties.judgeAccess(),
                pauses,
                new JudgeHealth(Clock.systemUTC(), true),
                RequestListener.NONE);
        return new ConfiguredJudges(
                properties,
                new Thinking(properties.thinking(), baseUrl, Set.of()),
                new Endpoints(endpoint, endpoint),
                new EmbeddedJudge(new Unused(), new Unused(), "unused"));
    }

    private static SharedCallJudge panel(ConfiguredJudges judges, ExecutorService executor) {
        return new SharedCallJudge(judges.judge("mock"), judges.embedder("mock"), List.of(), Language.EN, executor);
    }

    private static boolean isLost(CompletableFuture<?> future) {
        try {
            future.join();
            return false;
        } catch (RuntimeException e) {
            System.out.println(e.getCause());
            return true;
        }
    }

    private static Usage total(List<SharedCallJudge> panels) {
        return panels.stream().flatMap(panel -> panel.usage().values().stream()).reduce(Usage.NONE, Usage::plus);
    }

    private static List<CompletableFuture<?>> ask(CallJudge panel, int i) {
        List<String> passages = List.of("Passage one of call " + i + ".", "第二段。");
        return List.of(
                panel.ask(new JudgeTask.Statements("Q " + i, "An answer.")),
                panel.ask(new JudgeTask.Support("Q " + i, List.of("Only one."), passages)),
                panel.ask(new JudgeTask.Support("Q " + i, List.of("One.", "Two.\n3. Three?"), passages)),
                panel.ask(new JudgeTask.Usefulness("Q " + i, passages.get(0), "ref")),
                panel.ask(new JudgeTask.Usefulness("问题 " + i, passages.get(1), "参考")),
                panel.ask(new JudgeTask.Attribution("Q " + i, "One. Two.", passages)),
                panel.ask(new JudgeTask.ProbeQuestions("An answer " + i, 3)),
                panel.ask(new JudgeTask.Classification("Q " + i, List.of("a", "b", "c"), List.of("d"))),
                panel.ask(new JudgeTask.Statements("Q " + i, "An answer.")),
                panel.embed(List.of("Q " + i, "", "An answer.")),
                panel.embed(List.of("An answer.", "ref " + i)));
    }

    /** Stands where the embedded judge would be. */
    private static final class Unused implements Judge, Embedder {
        @Override
        public <R> Judged<R> ask(JudgeTask<R> task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Judged<List<double[]>> embed(List<String> texts) {
            throw new UnsupportedOperationException();
        }
    }
}
