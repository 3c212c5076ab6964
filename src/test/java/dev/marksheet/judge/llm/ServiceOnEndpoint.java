package dev.marksheet.judge.llm;

import dev.marksheet.MarksheetApplication;
import dev.marksheet.ServiceClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** The whole service in this process on a free port, with an endpoint of the test's to judge. */
public final class ServiceOnEndpoint implements AutoCloseable {

    private static final String ADVICE_MODEL = "--marksheet.advice.model=";

    private final ConfigurableApplicationContext context;

    private ServiceOnEndpoint(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static ServiceOnEndpoint start(Path outputs, String baseUrl, String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--marksheet.judge.model=judge-1", "--marksheet.judge.embedding-model=embed-1"));
        arguments.addAll(List.of(options));
        return run(outputs, baseUrl, arguments);
    }

    /** No endpoint judges. */
    public static ServiceOnEndpoint withoutEndpoint(Path outputs, String... options) {
        return run(outputs, "", List.of(options));
    }

    private static ServiceOnEndpoint run(Path outputs, String baseUrl, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--marksheet.outputs-dir=" + outputs,
                "--marksheet.judge.base-url=" + baseUrl,
                "--marksheet.job.grace=1s"));
        arguments.addAll(options);
        if (arguments.stream().noneMatch(argument -> argument.startsWith(ADVICE_MODEL))) {
            arguments.add(ADVICE_MODEL);
        }
        return new ServiceOnEndpoint(
                SpringApplication.run(MarksheetApplication.class, arguments.toArray(String[]::new)));
    }

    public ServiceClient client() {
        Environment environment = context.getEnvironment();
        return new ServiceClient(environment.getRequiredProperty("local.server.port", Integer.class));
    }

    /** A call that all default metrics can score. */
    public static Map<String, Object> call(String session, int number) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("session_id", session);
        call.put("question", "When did bridge " + number + " open?");
        call.put("answer", "Bridge " + number + " opened in " + (1800 + number) + ". It is made of iron.");
        call.put(
                "contexts",
                List.of(
                        "Bridge " + number + " opened in " + (1800 + number) + ".",
                        "It spans river " + number + ".",
                        "Ferry " + number + " closed."));
        call.put("ground_truth", "It opened in " + (1800 + number) + ". It cost " + number + " pounds.");
        return call;
    }

    @Override
    public void close() {
        context.close();
    }
}
