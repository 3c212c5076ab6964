package dev.marksheet;

import static dev.marksheet.ServiceClient.encode;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsTests extends RunningService {

    @Test
    void streamsTheStateOfASessionAtOnceAndThenEveryChange() throws Exception {
        client.ended(client.submit(call("watched")));

        try (EventClient events = client.events("/api/score/sessions/watched/events")) {
            EventClient.Event first = events.next();
            client.submit(call("watched"));
            EventClient.Event last = events.next(
                    e -> e.json().get("status_counts").get("completed").asInt() == 2);

            assertThat(events.retryMillis()).isPositive();
            assertThat(first.name()).isEqualTo("session");
            assertThat(first.json().get("session_id").asString()).isEqualTo("watched");
            assertThat(first.json().get("run_id").asString()).isEqualTo("session-watched");
            assertThat(first.json().get("status").asString()).isEqualTo("idle");
            assertThat(first.json().get("call_count").asInt()).isEqualTo(1);
            assertThat(first.json().get("changes").isNull()).isTrue();
            assertThat(first.id()).isEqualTo(first.json().get("version").asString());
            assertThat(last.json().get("call_count").asInt()).isEqualTo(2);
            assertThat(last.json().get("changes").asLong()).isPositive();
        }
    }

    @Test
    void sumsUpWhatWasMissed() throws Exception {
        client.ended(client.submit(call("missed")));
        String seen;
        try (EventClient events = client.events("/api/runs/session-missed/events")) {
            seen = events.next().id();
        }
        for (int i = 0; i < 3; i++) {
            client.ended(client.submit(call("missed")));
        }

        try (EventClient events = client.events("/api/runs/session-missed/events", "Last-Event-ID", seen)) {
            EventClient.Event event = events.next();

            assertThat(event.json().get("call_count").asInt()).isEqualTo(4);
            assertThat(event.json().get("changes").asLong())
                    .isEqualTo(Long.parseLong(event.id()) - Long.parseLong(seen));
        }
    }

    @Test
    void streamsTheList() throws Exception {
        client.ended(client.submit(call("before")));

        try (EventClient events = client.events("/api/runs/events")) {
            client.submit(call("while/listening"));

            EventClient.Event event = events.next(e -> e.data().contains("while/listening"));

            assertThat(event.name()).isEqualTo("sessions");
            assertThat(Long.parseLong(event.id())).isPositive();
        }
    }

    @Test
    void watchesASessionOfAnyName() throws Exception {
        for (String name : List.of("events", "a/events", "日志 ../x")) {
            client.submit(call(name));

            try (EventClient events = client.events("/api/score/sessions/" + encode(name) + "/events")) {
                assertThat(events.next().json().get("session_id").asString()).isEqualTo(name);
            }
        }
    }

    @Test
    void letsJobsAndListsBeAskedForAgainByTag() {
        JsonNode job = client.ended(client.submit(call("tagged")));
        List<String> paths = List.of(
                "/api/score/session/jobs/" + job.get("job_id").asString(),
                "/api/metrics",
                "/api/score/sessions/tagged",
                "/api/runs/session-tagged?jobs=none");

        for (String path : paths) {
            HttpResponse<String> response = client.get(path);
            String tag = response.headers().firstValue("ETag").orElseThrow();

            assertThat(tag).as(path).startsWith("W/\"");
            assertThat(response.headers().firstValue("Cache-Control")).as(path).contains("no-cache");
            assertThat(client.get(path, "If-None-Match", tag).statusCode())
                    .as(path)
                    .isEqualTo(304);
        }
        assertThat(client.get("/api/runs").headers().firstValue("ETag")).isPresent();
        assertThat(client.get("/api/score/session/jobs").headers().firstValue("ETag"))
                .isPresent();
    }
}
