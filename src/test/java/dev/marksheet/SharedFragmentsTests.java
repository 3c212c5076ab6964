package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class SharedFragmentsTests extends RunningService {

    @Test
    void rendersAFragmentOnceForAllWhoWantTheSameVersion() {
        client.ended(client.submit(call("shared", "question", "The first?")));
        HttpResponse<String> first = get("shared", "1", "en");
        client.ended(client.submit(call("shared", "question", "The second?")));

        HttpResponse<String> again = get("shared", "1", "en");
        HttpResponse<String> newer = get("shared", "1000", "en");

        assertThat(again.body()).isEqualTo(first.body()).contains("The first?").doesNotContain("The second?");
        assertThat(newer.body()).contains("The first?", "The second?");
        assertThat(get("shared", "1000", "zh").body()).contains("样本");
    }

    @Test
    void sendsNothingTwiceToWhoHasIt() {
        client.ended(client.submit(call("tagged-part")));
        HttpResponse<String> first = get("tagged-part", "5000", "en");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = client.get(
                "/runs/session-tagged-part/calls", "HX-Request", "true", "X-Version", "5000", "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(first.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void believesNoVersionThatNeverWas() {
        client.ended(client.submit(call("forged", "question", "The first?")));
        get("forged", "999999999999999", "en");
        client.ended(client.submit(call("forged", "question", "The second?")));
        String version = client.get("/runs/session-forged").body().replaceAll("(?s).*data-version=\"(\\d+)\".*", "$1");

        assertThat(get("forged", version, "en").body()).contains("The second?");
    }

    @Test
    void keepsNoWholePageForThoseWhoWantAFragment() {
        client.ended(client.submit(call("poisoned")));
        HttpResponse<String> page = client.get("/runs/session-poisoned/calls", "X-Version", "1");

        assertThat(page.body()).contains("<html");
        assertThat(get("poisoned", "1", "en").body()).contains("poisoned").doesNotContain("<html");
    }

    private HttpResponse<String> get(String session, String version, String language) {
        return client.get(
                "/runs/session-" + session + "/calls",
                "HX-Request",
                "true",
                "X-Version",
                version,
                "Cookie",
                "lang=" + language);
    }
}
