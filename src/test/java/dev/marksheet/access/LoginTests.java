package dev.marksheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.EventClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A person logs in with a key; the browser stands for it until the login ends. */
class LoginTests extends KeyedService {

    private static final String HTML = "text/html";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private HttpResponse<String> login(String key, String from, String... headers) {
        return client.submitForm("/login", Map.of("key", key, "from", from), headers);
    }

    private String cookie(String key) {
        return cookie(login(key, ""));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private HttpResponse<String> page(String path, String cookie) {
        return client.get(path, "Accept", HTML, "Cookie", cookie);
    }

    private static String token(HttpResponse<String> page) {
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).as(page.body()).isTrue();
        return token.group(1);
    }

    @Test
    void leadsAVisitorToTheLoginAndBack() {
        HttpResponse<String> refused = client.get("/runs/session-x/calls?sort=mean", "Accept", HTML);
        assertThat(refused.statusCode()).isEqualTo(303);
        String login = refused.headers().firstValue("Location").orElseThrow();
        assertThat(login).isEqualTo("/login?from=%2Fruns%2Fsession-x%2Fcalls%3Fsort%3Dmean");
        HttpResponse<String> page = client.get(login, "Accept", HTML, "Accept-Language", "zh");
        assertThat(page.body()).contains("密钥", "value=\"/runs/session-x/calls?sort=mean\"");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");

        HttpResponse<String> in = login(key("read"), "/runs/session-x/calls?sort=mean");

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().firstValue("Location")).contains("/runs/session-x/calls?sort=mean");
        assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Lax", "Path=/;")
                .doesNotContain("Secure");
        assertThat(login(key("read"), "/", "X-Forwarded-Proto", "https")
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("; Secure");
        assertThat(page("/", cookie(in)).body()).contains("read of a test");
    }

    @Test
    void refusesAWrongKeyAndShowsNothingOfIt() {
        HttpResponse<String> refused = login("mks_0123456789ab_" + "7".repeat(64), "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(refused.body()).contains("opens nothing").doesNotContain("7777");
    }

    @Test
    void makesANewLoginEachTimeAndTakesNoneFromOutside() {
        String planted = Logins.COOKIE + "=" + "a".repeat(64);
        HttpResponse<String> in = client.submitForm("/login", Map.of("key", ADMIN_KEY), "Cookie", planted);
        assertThat(cookie(in)).isNotEqualTo(planted);
        assertThat(client.get("/api/runs", "Cookie", planted).statusCode()).isEqualTo(401);

        HttpResponse<String> again = client.submitForm("/login", Map.of("key", ADMIN_KEY), "Cookie", cookie(in));

        assertThat(cookie(again)).isNotEqualTo(cookie(in));
        assertThat(client.get("/api/runs", "Cookie", cookie(in)).statusCode())
                .as("the login of before has ended")
                .isEqualTo(401);
        assertThat(client.get("/api/runs", "Cookie", cookie(again)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void changesNothingWithoutTheTokenOfTheLogin() {
        String cookie = cookie(key("review"));
        String other = cookie(key("review"));
        String token = token(page("/", cookie));
        Map<String, String> form = new HashMap<>(Map.of("session_id", "csrf", "question", "Why?"));

        assertThat(send(form, cookie).statusCode()).isEqualTo(403);
        form.put("_csrf", token(page("/", other)));
        assertThat(send(form, cookie).statusCode()).isEqualTo(403);
        assertThat(client.send("DELETE", "/api/keys/0123456789ab", "Cookie", cookie(ADMIN_KEY))
                        .statusCode())
                .isEqualTo(403);
        form.put("_csrf", token);
        assertThat(send(form, cookie).statusCode()).isEqualTo(302);
        assertThat(token(page("/", cookie))).as("masked anew each time").isNotEqualTo(token);
    }

    private HttpResponse<String> send(Map<String, String> form, String cookie) {
        return client.submitForm("/calls", form, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    }

    @Test
    void endsAtTheLogoutAndWithItsKey() {
        String key = key("read");
        String left = cookie(key);
        String cookie = cookie(key);

        HttpResponse<String> out =
                client.submitForm("/logout", Map.of("_csrf", token(page("/", left))), "Cookie", left);

        assertThat(out.headers().firstValue("Location")).contains("/login");
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(client.get("/api/runs", "Cookie", left).statusCode()).isEqualTo(401);
        assertThat(client.get("/api/runs", "Cookie", cookie).statusCode()).isEqualTo(200);
        client.send("DELETE", "/api/keys/" + id(key), "X-API-Key", ADMIN_KEY);
        assertThat(client.get("/api/runs", "Cookie", cookie).statusCode()).isEqualTo(401);
    }

    @Test
    void followsARunAndTakesItsFilesByTheCookie() throws IOException {
        String cookie = cookie(key("read"));
        submit("by-cookie", ADMIN_KEY);

        try (EventClient events = client.events("/api/runs/session-by-cookie/events", "Cookie", cookie)) {
            assertThat(events.next()).isNotNull();
        }
        assertThat(client.get("/api/runs/session-by-cookie/summary.md", "Cookie", cookie)
                        .statusCode())
                .isIn(200, 404);
        assertThat(client.get("/api/runs/session-by-cookie/events").statusCode())
                .isEqualTo(401);
    }

    @Test
    void makesAKeyOnAPageAndShowsItOnce() {
        String cookie = cookie(ADMIN_KEY);
        Map<String, String> form = new HashMap<>(
                Map.of("name", "<b>夜间</b>", "role", "read", "prefix", "n/", "expires", "2999-01-31", "minute", "0"));
        form.put("_csrf", token(page("/keys", cookie)));

        HttpResponse<String> refused = send("/keys", form, cookie);
        form.put("minute", "60");
        HttpResponse<String> made = send("/keys", form, cookie);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("from 1 to 100000", "value=\"n/\"").doesNotContain("made-key");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(made.body()).contains("&lt;b&gt;夜间").doesNotContain("<b>夜间");
        Matcher key =
                Pattern.compile("value=\"(mks_([0-9a-f]{12})_[0-9a-f]{64})\"").matcher(made.body());
        assertThat(key.find()).isTrue();
        assertThat(client.get("/api/metrics", "X-API-Key", key.group(1)).statusCode())
                .isEqualTo(200);
        assertThat(page("/keys", cookie).body())
                .contains(key.group(2), "2999-01-31")
                .doesNotContain(key.group(1));
    }

    @Test
    void revokesAKeyAfterAQuestion() {
        String key = key("read");
        String cookie = cookie(ADMIN_KEY);
        String question = "/keys/" + id(key) + "/revoke";
        Map<String, String> yes = Map.of("_csrf", token(page(question, cookie)));

        assertThat(client.submitForm(question, yes, "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.get("/api/metrics", "X-API-Key", key).statusCode()).isEqualTo(200);
        assertThat(send(question, yes, cookie).statusCode()).isEqualTo(302);
        assertThat(client.get("/api/metrics", "X-API-Key", key).statusCode()).isEqualTo(401);
        assertThat(page(question, cookie).body()).doesNotContain("revoke-go");
        assertThat(page("/", cookie).body()).contains("href=\"/keys\"");
        assertThat(page("/", cookie(key("review"))).body()).doesNotContain("href=\"/keys\"");
    }

    private HttpResponse<String> send(String path, Map<String, String> form, String cookie) {
        return client.submitForm(path, form, "Cookie", cookie, "Sec-Fetch-Site", "same-origin");
    }

    @Test
    void offersOnlyWhatTheKeyMay() {
        assertThat(page("/judge", cookie(key("read"))).body()).doesNotContain("action=\"/judge/exam\"");
        assertThat(page("/judge", cookie(key("review"))).body()).contains("action=\"/judge/exam\"");
        assertThat(page("/", cookie(key("read"))).body()).doesNotContain("action=\"/calls\"");
        HttpResponse<String> refused = page("/", cookie(key("submit")));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Not with this key");
    }
}
