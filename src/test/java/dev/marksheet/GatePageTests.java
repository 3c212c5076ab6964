package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The gate on the pages, as a browser without scripts would get them. */
class GatePageTests extends RunningService {

    @Test
    void showsHowTheGateStands() {
        client.put(
                "/api/score/sessions/gate-page", "{\"gate\": {\"criteria\": {\"exact_match\": 0.5}}, \"expect\": 9}");
        client.ended(client.submit(call("gate-page", "metrics", List.of("exact_match"))));

        String report = page("/runs/session-gate-page", "en");
        String list = page("/?q=gate-page", "zh-CN");

        assertThat(report)
                .contains("data-live=\"/runs/session-gate-page/gate\"", "UNDECIDED", "evidence against")
                .contains("1 of 9 expected calls have come; about ");
        assertThat(list).containsPattern("gate-mark undecided[^>]*>.*未决");
        assertThat(client.get("/runs/session-gate-page/gate", "HX-Request", "true")
                        .body())
                .startsWith("<section id=\"gate\"");
    }

    @Test
    void theReportAsAFileAndTheComparisonShowItAsItStands() {
        client.put(
                "/api/score/sessions/gate-file",
                "{\"gate\": {\"criteria\": {\"exact_match\": 0.5}, \"baseline\": \"gate-base\"}}");
        for (String session : List.of("gate-base", "gate-file")) {
            client.ended(client.submit(call(session, "metrics", List.of("exact_match"))));
        }

        String file = page("/runs/session-gate-file/export.html", "en");
        String compared = page("/compare?run=session-gate-base&run=session-gate-file&base=session-gate-base", "zh-CN");

        assertThat(file).contains("evidence against", "about ").doesNotContain("/api/runs/");
        assertThat(compared).containsPattern("gate-mark undecided[^>]*#gate[^>]*>.*未决");
        assertThat(page("/compare?run=session-gate-base&run=session-gate-file&base=session-gate-file", "en"))
                .doesNotContain("gate-mark");
    }

    private String page(String path, String language) {
        return client.get(path, "Accept", "text/html", "Accept-Language", language)
                .body();
    }
}
