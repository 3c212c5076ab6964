package dev.marksheet.demo;

import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * With the profile {@code demo}: has two bundled sessions scored, one in English and one in Chinese, so that a newcomer
 * sees real reports. Sessions that are there already are left alone.
 */
@Component
@Profile("demo")
class DemoSessions {

    private final SessionScoreJobManager manager;
    private final SessionQueries reader;
    private final DefaultRequests requests;
    private final DemoAnnouncement announcement;
    private final JsonMapper json = JsonMapper.builder().build();

    DemoSessions(
            SessionScoreJobManager manager,
            SessionQueries reader,
            DefaultRequests requests,
            DemoAnnouncement announcement) {
        this.manager = manager;
        this.reader = reader;
        this.requests = requests;
        this.announcement = announcement;
    }

    private record DemoRow(String question, String answer, List<String> contexts, String ground_truth) {}

    @EventListener(ApplicationReadyEvent.class)
    void play() throws IOException {
        List<SessionId> sessions = List.of(new SessionId("demo-en"), new SessionId("demo-zh"));
        for (SessionId session : sessions) {
            if (reader.find(RunId.of(session)).isEmpty()) {
                submit(session);
            }
        }
        announcement.onceScored(sessions);
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
        return requests.of(session, Sample.of(row.question(), row.answer(), row.contexts(), row.ground_truth()));
    }
}
