package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The run list from the call to the page; what it shows and refuses, the tests of its controllers hold. */
class RunListTests extends RunningService {

    @Test
    void showsMeansProgressAndTheTimeOfTheLatestCall() {
        score("shown", "x", "x");
        score("shown", "x", "y");
        score("other", "x", "x");

        assertThat(page("/?q=shown&sort=exact_match"))
                .contains(">0.50<", "0.50 ± 0.50: 2 scored, 0 failed, 0 skipped")
                .contains(">local<", ">English<", "<time data-ago datetime=\"20")
                .doesNotContain("session-other");
    }

    @Test
    void takesACallFromItsOwnForm() {
        HttpResponse<String> sent = client.submitForm("/calls", form("from-form"), "Sec-Fetch-Site", "same-origin");

        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/runs/session-from-form"));
        var jobs = client.read("/api/score/sessions/from-form").get("jobs");
        assertThat(jobs).hasSize(1);
        assertThat(jobs.get(0).get("request_summary").get("question").asString())
                .isEqualTo("When does it open?");
    }

    private static Map<String, String> form(String session) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("session_id", session);
        fields.put("question", "When does it open?");
        fields.put("answer", "At nine.");
        fields.put("contexts", "It opens at nine.\n\nIt closes at five.");
        fields.put("ground_truth", "At nine.");
        return fields;
    }

    private void score(String session, String answer, String truth) {
        Map<String, Object> call = call(session, "metrics", List.of("exact_match"));
        call.put("answer", answer);
        call.put("ground_truth", truth);
        client.ended(client.submit(call));
    }

    private String page(String path) {
        HttpResponse<String> response = client.get(path, "Accept", "text/html", "Accept-Language", "en");
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }
}
