package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people set for a session: its name, labels and the rest. */
class SessionSettingsTests extends RunningService {

    private static final String SESSIONS = "/api/score/sessions/";

    private static final String ALL = """
            {"name": "夜间回归 · nächtlich", "labels": {"git_sha": "a1b2c3d", "prompt": "v7", "模型": "qwen"}, "pinned": true,
             "expect": 120, "budget": 4.5,
             "gate": {"criteria": {"faithfulness": 0.85}, "baseline": "last week", "margin": 0.02,
                      "min_coverage": 0.95, "alpha": 0.05, "rule": "evidence"}}""";

    @Test
    void makesASessionBeforeItsFirstCall() {
        HttpResponse<String> made = client.put(SESSIONS + "made", ALL);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(SESSIONS + "made");
        JsonNode session = client.read(SESSIONS + "made");
        assertThat(session.get("name").asString()).isEqualTo("夜间回归 · nächtlich");
        assertThat(session.get("labels").propertyNames()).containsExactly("git_sha", "prompt", "模型");
        assertThat(session.get("pinned").asBoolean()).isTrue();
        assertThat(session.get("expect").asInt()).isEqualTo(120);
        assertThat(session.get("budget").asDouble()).isEqualTo(4.5);
        assertThat(session.at("/gate/criteria/faithfulness").asDouble()).isEqualTo(0.85);
        assertThat(session.at("/gate/min_coverage").asDouble()).isEqualTo(0.95);
        assertThat(session.get("cost").asDouble()).isZero();
        assertThat(session.get("status").asString()).isEqualTo("idle");
        assertThat(session.get("call_count").asInt()).isZero();
        assertThat(session.get("jobs")).isEmpty();
    }

    @Test
    void takesCriteriaThatStandBesideTheGatesOtherFields() {
        client.put(SESSIONS + "beside", "{\"gate\": {\"faithfulness\": 0.7, \"exact_match\": 0.5, \"alpha\": 0.1}}");

        JsonNode gate = client.read(SESSIONS + "beside").get("gate");
        assertThat(gate.at("/criteria/faithfulness").asDouble()).isEqualTo(0.7);
        assertThat(gate.at("/criteria/exact_match").asDouble()).isEqualTo(0.5);
    }

    @Test
    void keepsASessionsSettingsWhenItsCallsCome() {
        client.put(SESSIONS + "filled", ALL);
        JsonNode session = client.read(SESSIONS + "filled");

        client.ended(client.submit(call("filled")));

        JsonNode after = client.read(SESSIONS + "filled");
        assertThat(after.get("call_count").asInt()).isEqualTo(1);
        assertThat(after.get("name")).isEqualTo(session.get("name"));
        assertThat(after.get("created_at")).isEqualTo(session.get("created_at"));
    }

    @Test
    void keepsWhatIsNotSentAndClearsWhatIsNull() {
        client.put(SESSIONS + "kept", """
                {"name": "first", "labels": {"a": "1", "b": "2"}, "pinned": true, "expect": 3}""");

        HttpResponse<String> changed = client.put(SESSIONS + "kept", "{\"labels\": {\"b\": \"3\"}, \"expect\": null}");

        assertThat(changed.statusCode()).isEqualTo(200);
        JsonNode session = client.read(SESSIONS + "kept");
        assertThat(session.get("name").asString()).isEqualTo("first");
        assertThat(session.get("pinned").asBoolean()).isTrue();
        assertThat(session.get("labels").toString()).isEqualTo("{\"b\":\"3\"}");
        assertThat(session.get("expect").isNull()).isTrue();
        client.put(SESSIONS + "kept", "{\"name\": null, \"labels\": null, \"pinned\": null}");
        JsonNode cleared = client.read(SESSIONS + "kept");
        assertThat(cleared.get("name").isNull()).isTrue();
        assertThat(cleared.get("labels")).isEmpty();
        assertThat(cleared.get("pinned").asBoolean()).isFalse();
    }

    @Test
    void givesEveryStateATagOfItsOwn() {
        client.put(SESSIONS + "tagged", "{\"name\": \"one\"}");
        String before =
                client.get(SESSIONS + "tagged").headers().firstValue("ETag").orElseThrow();

        client.put(SESSIONS + "tagged", "{\"name\": \"two\"}");

        HttpResponse<String> after = client.get(SESSIONS + "tagged", "If-None-Match", before);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(after.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(before);
    }
}
