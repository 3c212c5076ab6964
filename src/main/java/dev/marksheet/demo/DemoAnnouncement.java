package dev.marksheet.demo;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionState;
import dev.marksheet.watch.SessionWatch;
import dev.marksheet.watch.Subscriber;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Says where the demo's reports are, once they are worth reading. */
@Component
@Profile("demo")
class DemoAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(DemoAnnouncement.class);

    private final SessionWatch watch;
    private final Environment environment;

    DemoAnnouncement(SessionWatch watch, Environment environment) {
        this.watch = watch;
        this.environment = environment;
    }

    /** Returns at once; the log tells the addresses when all calls of the sessions have ended. */
    void onceScored(List<SessionId> sessions) {
        Set<RunId> open = ConcurrentHashMap.newKeySet();
        sessions.forEach(session -> open.add(RunId.of(session)));
        for (RunId run : List.copyOf(open)) {
            CompletableFuture<Runnable> endOfWatch = new CompletableFuture<>();
            endOfWatch.complete(watch.watch(run, -1, new Ended(() -> {
                if (open.remove(run) && open.isEmpty()) {
                    LOG.info("{}", addresses(sessions));
                }
                endOfWatch.thenAccept(Runnable::run);
            })));
        }
    }

    /** Runs {@code then} when the session that it is shown has nothing left to do. */
    private record Ended(Runnable then) implements Subscriber {

        @Override
        public void show(List<SessionState> states, long until) {
            if (states.stream().anyMatch(state -> !state.live())) {
                then.run();
            }
        }

        @Override
        public void end() {}
    }

    private String addresses(List<SessionId> sessions) {
        String base = "http://" + environment.getProperty("server.address", "127.0.0.1") + ":"
                + environment.getProperty("local.server.port", "8080");
        StringBuilder text = new StringBuilder("The demo sessions are scored. Look at their reports:\n\n");
        for (SessionId session : sessions) {
            text.append("  ")
                    .append(base)
                    .append("/runs/")
                    .append(RunId.of(session).value())
                    .append('\n');
        }
        return text + """
                  %1$s/ lists all runs

                Send a call of your own:

                  curl -s %1$s/api/score/session_async -H 'Content-Type: application/json' -d '{
                    "session_id": "my-first", "question": "When does the library open?",
                    "answer": "It opens at nine.", "contexts": ["The library opens at nine on weekdays."],
                    "ground_truth": "At nine on weekdays."}'
                  curl -s %1$s/api/score/sessions/my-first
                """.formatted(base);
    }
}
