package dev.marksheet.web;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.access.Callers;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.access.Role;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** What stands around every page: the language, the theme, the headers, and what is shown when something fails. */
class ShellTests {

    private static final String ERROR = "/error";

    private final SessionQueries sessions = Mockito.mock(SessionQueries.class);
    private final PageSlice slice = PageSlice.of(new ErrorPage(), new Failing(sessions));

    @Controller
    static final class Failing {

        private final SessionQueries sessions;

        Failing(SessionQueries sessions) {
            this.sessions = sessions;
        }

        @GetMapping("/fails/{how}")
        String fail(@PathVariable String how) {
            switch (how) {
                case "run" -> Runs.find(sessions, "session-nobody");
                case "database" -> throw new DataAccessResourceFailureException("password=secret");
                case "teapot" -> throw new ResponseStatusException(HttpStatus.I_AM_A_TEAPOT, "secret");
                default -> throw new IllegalStateException("secret");
            }
            return "error";
        }

        @GetMapping("/fails/number/{number}")
        String number(@PathVariable int number) {
            return "error" + number;
        }
    }

    @Test
    void speaksTheFirstLanguageThatTheBrowserAsksForAndWeSpeak() {
        assertThat(slice.send(visit(ERROR)).body()).contains("<html lang=\"en\"", "There is nothing here");
        assertThat(slice.send(chinese(ERROR)).body())
                .contains("<html lang=\"zh-CN\"")
                .doesNotContain("There is nothing");
        assertThat(asking("fr, zh-TW;q=0.8, en;q=0.5")).contains("<html lang=\"zh-CN\"");
        assertThat(asking("zh;q=0.1, en;q=0.5")).contains("<html lang=\"en\"");
        assertThat(asking("de")).contains("<html lang=\"en\"");
        assertThat(asking("*")).contains("<html lang=\"en\"");
    }

    private String asking(String languages) {
        return slice.send(MockMvcRequestBuilders.get(ERROR)
                        .header(HttpHeaders.ACCEPT, "text/html")
                        .header(HttpHeaders.ACCEPT_LANGUAGE, languages))
                .body();
    }

    @Test
    void keepsWhatIsChosenForAYear() {
        Page page = slice.get(ERROR + "?lang=zh&theme=dark");

        assertThat(page.body()).contains("lang=\"zh-CN\"", "data-theme=\"dark\"");
        assertThat(page.response().getHeaders("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("lang=zh; Path=/; Max-Age=31536000;")
                        && cookie.endsWith("HttpOnly; SameSite=Lax"))
                .anyMatch(cookie -> cookie.startsWith("theme=dark; "))
                .hasSize(2);
        assertThat(slice.get(ERROR).response().getHeaders("Set-Cookie")).isEmpty();
    }

    @Test
    void followsWhatWasChosenBeforeUntilSomethingElseIsChosen() {
        Cookie[] before = {new Cookie("lang", "zh"), new Cookie("theme", "light")};

        assertThat(slice.send(visit(ERROR).cookie(before)).body()).contains("lang=\"zh-CN\"", "data-theme=\"light\"");
        Page other = slice.send(visit(ERROR + "?lang=en&theme=auto").cookie(before));
        assertThat(other.body()).contains("lang=\"en\"").doesNotContain("data-theme=");
        assertThat(slice.send(visit(ERROR).cookie(new Cookie("lang", "\"><x"), new Cookie("theme", "x")))
                        .body())
                .contains("lang=\"en\"")
                .doesNotContain("data-theme=");
    }

    @Test
    void takesNoChoiceThatIsNone() {
        Page page = slice.get(ERROR + "?lang=%22%3E&theme=x");

        assertThat(page.body()).contains("lang=\"en\"").doesNotContain("data-theme=");
        assertThat(page.response().getHeaders("Set-Cookie")).isEmpty();
    }

    @Test
    void leadsToTheSamePageInTheOtherLanguage() {
        Page page = slice.get(ERROR + "?q=%22%3Cb%3E&lang=en&theme=dark&sort=name");

        assertThat(page.body())
                .contains(
                        "href=\"?q=%22%3Cb%3E&amp;sort=name&amp;lang=zh\"",
                        "href=\"?q=%22%3Cb%3E&amp;sort=name&amp;theme=light\"")
                .contains("lang=en\" aria-current=\"true\"", "theme=dark\" aria-current=\"true\"");
        assertThat(slice.get(ERROR).body()).contains("href=\"?lang=zh\"");
    }

    @Test
    void forbidsEverythingThatStandsInThePageItself() {
        Page page = slice.get(ERROR);

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .contains("form-action 'self'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.markup()).doesNotContainPattern("(?i)<[^>]+ style=|<style|<[^>]+ on[a-z]+=");
    }

    @Test
    void loadsNothingFromElsewhere() {
        assertThat(slice.get(ERROR).all("(?:src|href)=\"([^\"]+\\.(?:js|css|svg))\""))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(asset -> asset.startsWith("/") && !asset.startsWith("//"));
    }

    @Test
    void showsAFriendlyPageOfTheRightStatusAndNothingOfWhatFailed() {
        for (String[] failure : new String[][] {
            {"/fails/run", "404"},
            {"/fails/number/many", "400"},
            {"/fails/teapot", "418"},
            {"/fails/anything", "500"},
            {"/fails/database", "503"},
            {"/nothing/here", "404"},
        }) {
            Page page = slice.get(failure[0]);
            assertThat(page.status()).as(failure[0]).isEqualTo(Integer.parseInt(failure[1]));
            assertThat(page.body())
                    .as(failure[0])
                    .contains("<title>" + failure[1] + " · Marksheet</title>", "Back to all runs")
                    .doesNotContain("secret", "Exception");
        }
        assertThat(slice.get("/fails/run").body())
                .contains("There is nothing here")
                .doesNotContain("That did not work");
        assertThat(slice.get("/fails/anything").body()).contains("That did not work");
        assertThat(slice.get("/fails/database").header("Retry-After")).isEqualTo("5");
        assertThat(slice.get("/fails/anything").header("Retry-After")).isNull();
    }

    @Test
    void answersAPageOfOursEvenToThoseWhoTakeAnything() {
        Page page = slice.send(visit("/fails/run").header(HttpHeaders.ACCEPT, "*/*"));

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }

    @Test
    void answersProgramsWithAProblemWhereNoControllerWasReached() {
        Page problem = slice.send(MockMvcRequestBuilders.get(ERROR)
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 500)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/api/runs")
                .header(HttpHeaders.ACCEPT, "text/html"));

        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.header("Content-Type")).startsWith("application/problem+json");
        assertThat(problem.body()).contains("the log of the service says what").doesNotContain("<html");
    }

    @Test
    void showsTheStatusThatTheServerTells() {
        for (int status : List.of(400, 403, 413, 503)) {
            assertThat(slice.send(visit(ERROR).requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status))
                            .status())
                    .isEqualTo(status);
        }
        assertThat(slice.send(visit(ERROR).requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 200))
                        .status())
                .as("what was no error ended in one")
                .isEqualTo(500);
        assertThat(slice.send(visit(ERROR).requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 403))
                        .body())
                .contains("Not with this key", "href=\"/login\"");
    }

    @Test
    void offersNoWayToAPageThatTheVisitorMayNotSee() {
        assertThat(slice.as(Callers.holding(Role.SUBMIT), visit(ERROR)).body())
                .contains("Signed in as ci")
                .doesNotContain("href=\"/datasets\"", "href=\"/judge\"");
        assertThat(slice.as(Callers.holding(Role.READ), visit(ERROR)).body())
                .contains("href=\"/judge\"", "href=\"/datasets\"", "action=\"/logout\"")
                .doesNotContain("href=\"/keys\"");
        assertThat(slice.as(Callers.holding(Role.ADMIN), visit(ERROR)).body()).contains("href=\"/keys\"");
        assertThat(slice.get(ERROR).body()).doesNotContain("Signed in", "href=\"/keys\"");
    }
}
