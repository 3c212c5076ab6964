package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people set for a session on its page, as a browser without scripts would send it. */
class SettingsPageTests extends RunningService {

    private static final String[] BROWSER = {"Accept", "text/html"};

    private HttpResponse<String> send(String session, Map<String, String> fields, String site) {
        return client.submitForm("/runs/session-" + session + "/settings", fields, "Sec-Fetch-Site", site);
    }

    private static Map<String, String> form(String name, String labels, String expect, String budget) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("name", name);
        form.put("labels", labels);
        form.put("expect", expect);
        form.put("budget", budget);
        return form;
    }

    @Test
    void keepsWhatAFormSays() {
        client.put("/api/score/sessions/on-page", "{\"gate\": {\"criteria\": {\"faithfulness\": 0.8}}}");
        Map<String, String> form = form(" 夜间 <b> ", "git_sha: a1\r\n\r\nprompt: v: 2", "120", "4.50");
        form.put("pinned", "true");

        HttpResponse<String> sent = send("on-page", form, "same-origin");

        assertThat(sent.statusCode()).isEqualTo(302);
        JsonNode session = client.read("/api/score/sessions/on-page");
        assertThat(session.get("name").asString()).isEqualTo("夜间 <b>");
        assertThat(session.get("labels").toString()).isEqualTo("{\"git_sha\":\"a1\",\"prompt\":\"v: 2\"}");
        assertThat(session.get("pinned").asBoolean()).isTrue();
        assertThat(session.get("expect").asInt()).isEqualTo(120);
        assertThat(session.get("budget").asDouble()).isEqualTo(4.5);
        assertThat(session.at("/gate/criteria/faithfulness").asDouble()).isEqualTo(0.8);
        String page = client.get("/runs/session-on-page", BROWSER).body();
        assertThat(page)
                .contains("夜间 &lt;b&gt;", ">pinned<", "0 of 120 expected", "value=\"4.5\"")
                .contains("git_sha: a1\nprompt: v: 2")
                .doesNotContain("<b>");
        assertThat(client.get("/?q=on-page", BROWSER).body())
                .contains("夜间 &lt;b&gt;", "href=\"/?label=prompt%3Av%3A%202\"", ">pinned<");
    }

    @Test
    void filtersAndGroupsTheListByLabels() {
        client.put("/api/score/sessions/group-1", "{\"labels\": {\"kind\": \"<one>\", \"in\": \"group test\"}}");
        client.put("/api/score/sessions/group-2", "{\"labels\": {\"kind\": \"two\", \"in\": \"group test\"}}");
        client.put("/api/score/sessions/group-3", "{\"labels\": {\"in\": \"group test\"}}");

        String page =
                client.get("/?label=in%3Agroup%20test&group=kind", BROWSER).body();

        assertThat(page)
                .contains("kind: &lt;one&gt;", "kind: two", "kind: —", "session-group-1", "session-group-3")
                .contains("in:group test</bdi> <span aria-hidden=\"true\">×", "Runs: 1")
                .doesNotContain("session-page-", "<one>");
        assertThat(client.get("/?label=kind%3Atwo", BROWSER).body())
                .contains("session-group-2")
                .doesNotContain("session-group-1");
        assertThat(client.get("/?label=%3A&group=%00", BROWSER).statusCode()).isEqualTo(200);
    }
}
