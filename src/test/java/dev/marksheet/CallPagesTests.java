package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CallPagesTests extends RunningService {

    @Test
    void showsTheCallsInTheReportAndAsAPageOfTheirOwn() {
        JsonNode job = client.ended(client.submit(call("table")));
        String link = "/runs/session-table/calls/" + id(job);

        String report = client.get("/runs/session-table").body();
        HttpResponse<String> fragment = client.get("/runs/session-table/calls?sort=faithfulness", "HX-Request", "true");

        assertThat(report).contains("When did the bridge open?", link, "<html");
        assertThat(client.get("/runs/session-table/calls").body()).contains(link, "<html");
        assertThat(fragment.body())
                .contains(link + "?sort=faithfulness", "aria-sort")
                .doesNotContain("<html");
    }

    @Test
    void showsWhatIsContradictedAndWhatIsNotMentionedAndTheTroubles() {
        Map<String, Object> call =
                call("labels", "answer", "The bridge opened in 1921. Painters in Lisbon adore purple elephants.");
        call.put("contexts", List.of("The bridge opened in 1894 after eight years of work.", "It spans the river."));
        JsonNode job = client.ended(client.submit(call));
        String path = "/runs/session-labels/calls/" + id(job);

        assertThat(client.get(path).body())
                .contains(
                        "class=\"chip label contradicted\">contradicted<",
                        "class=\"chip label not_mentioned\">not mentioned<")
                .contains("class=\"chip trouble\">new number<", "said no contradicted", "said no not_mentioned");
        assertThat(client.get(path, "Accept-Language", "zh").body()).contains(">矛盾<", ">未提及<", ">新数字<");
        assertThat(job.toString()).contains("\"label\":\"contradicted\"", "\"label\":\"not_mentioned\"");
        assertThat(client.get("/runs/session-labels/export.html").body()).contains("chip label contradicted");
    }

    private static String id(JsonNode job) {
        return job.get("job_id").asString();
    }
}
