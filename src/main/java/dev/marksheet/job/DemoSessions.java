package dev.marksheet.job;

import dev.marksheet.judge.Judges;
import dev.marksheet.metric.MetricCatalog;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * With the profile {@code demo}: has two bundled sessions scored, one in English and one in Chinese, so that a newcomer
 * sees real reports. Sessions that are there already are left alone.
 */
@Component
@Profile("demo")
class DemoSessions {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSessions.class);

    private final SessionScoreJobManager manager;
    private final SessionReader reader;
    private final MetricCatalog catalog;
    private final Judges judges;
    private final Environment environment;
    private final JsonMapper json = JsonMapper.builder().build();

    DemoSessions(
            SessionScoreJobManager manager,
            SessionReader reader,
            MetricCatalog catalog,
            Judges judges,
            Environment environment) {
        this.manager = manager;
        this.reader = reader;
        this.catalog = catalog;
        this.judges = judges;
        this.environment = environment;
    }

    private record DemoRow(String question, String answer, List<String> contexts, String ground_truth) {}

    @EventListener(ApplicationReadyEvent.class)
    void play() throws IOException {
        List<SessionId> sessions = List.of(new SessionId("demo-en"), new SessionId("demo-zh"));
        for (SessionId session : sessions) {
            if (reader.session(RunId.of(session)).isEmpty()) {
                submit(session);
            }
        }
        Thread waiter = new Thread(() -> announce(sessions), "demo");
        waiter.setDaemon(true);
        waiter.start();
    }

    private void submit(SessionId session) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/demo/" + session.value() + ".jsonl")) {
            if (in == null) {
                throw new IllegalStateException("the demo rows of " + session.value() + " are not bundled");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.isBlank()).forEach(line -> manager.submit(request(session, line)));
        }
    }

    private ScoreRequest request(SessionId session, String line) {
        DemoRow row = json.readValue(line, DemoRow.class);
        return new ScoreRequest(
                session,
                Sample.of(row.question(), row.answer(), row.contexts(), row.ground_truth()),
                catalog.defaults(),
                Map.of(),
                judges.defaultJudgeModel(),
                judges.defaultEmbeddingModel());
    }

    private void announce(List<SessionId> sessions) {
        try {
            for (SessionId session : sessions) {
                while (!ended(session)) {
                    Thread.sleep(100);
                }
            }
            LOG.info("{}", addresses(sessions));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean ended(SessionId session) {
        SessionReport.Counts counts =
                reader.session(RunId.of(session)).orElseThrow().counts();
        return counts.ended() == counts.total();
    }

    private String addresses(List<SessionId> sessions) {
        String base = "http://" + environment.getProperty("server.address", "127.0.0.1") + ":"
                + environment.getProperty("local.server.port", "8080");
        StringBuilder text = new StringBuilder("The demo sessions are scored. Look at their reports:\n\n");
        for (SessionId session : sessions) {
            String run = base + "/api/runs/" + RunId.of(session).value();
            text.append("  ").append(run).append("/summary.md\n");
            text.append("  ").append(run).append("/optimization_advice.md\n");
            text.append("  ").append(run).append("/scores.csv\n");
        }
        return text + """

                Send a call of your own:

                  curl -s %1$s/api/score/session_async -H 'Content-Type: application/json' -d '{
                    "session_id": "my-first", "question": "When does the library open?",
                    "answer": "It opens at nine.", "contexts": ["The library opens at nine on weekdays."],
                    "ground_truth": "At nine on weekdays."}'
                  curl -s %1$s/api/score/sessions/my-first
                """.formatted(base);
    }
}
