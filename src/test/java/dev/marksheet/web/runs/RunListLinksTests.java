package dev.marksheet.web.runs;

import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.marksheet.access.Callers;
import dev.marksheet.query.RunFilter.State;
import dev.marksheet.query.RunQuery;
import dev.marksheet.query.RunQuery.Place;
import dev.marksheet.query.RunQuery.Sort;
import dev.marksheet.query.Tag;
import dev.marksheet.session.Reported;
import dev.marksheet.session.access.Role;
import dev.marksheet.web.Page;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RunListLinksTests extends RunListSlice {
    @Test
    void asksForTheLatestRunsOfAllSessions() {
        slice.get("/");

        RunQuery query = asked();
        verify(runs).page(query, 50);
        assertThat(query.sort()).isEqualTo(Sort.LATEST);
        assertThat(query.reversed()).isFalse();
        assertThat(query.after()).isNull();
        assertThat(query.filter().state()).isEqualTo(State.ALL);
        assertThat(query.filter().labels()).isEmpty();
        assertThat(query.filter().since()).isNull();
        assertThat(query.filter().prefix()).isNull();
    }

    @Test
    void asksForWhatTheUrlSays() {
        slice.get(
                "/?q=bot%25&state=errors&sort=faithfulness&order=reversed&since=7d&label=git:a:b&key=0.5&after=session-x");

        RunQuery query = asked();
        assertThat(query.filter().text()).isEqualTo("bot%");
        assertThat(query.filter().state()).isEqualTo(State.ERRORS);
        assertThat(query.filter().labels()).containsExactly(new Tag("git", "a:b"));
        assertThat(query.filter().since()).isEqualTo(NOW.minus(Duration.ofDays(7)));
        assertThat(query.sort()).isEqualTo(Sort.METRIC);
        assertThat(query.metric()).isEqualTo("faithfulness");
        assertThat(query.reversed()).isTrue();
        assertThat(query.after()).isEqualTo(new Place("0.5", "session-x"));
    }

    @Test
    void takesNonsenseInTheUrlForNothing() {
        slice.get("/?q=%20&state=%22%3E&sort=%27;--&order=up&since=8d&label=%20&key=abc&after=x");

        RunQuery query = asked();
        assertThat(query.filter().state()).isEqualTo(State.ALL);
        assertThat(query.filter().since()).isNull();
        assertThat(query.filter().labels()).isEmpty();
        assertThat(query.sort()).isEqualTo(Sort.LATEST);
        assertThat(query.reversed()).isFalse();
        assertThat(query.after()).isNull();
    }

    @Test
    void showsAVisitorWithAPrefixOnlyItsSessions() {
        slice.as(Callers.holding(Role.READ, "team-a/"), visit("/"));

        assertThat(asked().filter().prefix()).isEqualTo("team-a/");
    }

    @Test
    void saysThatNoRunIsLikeWhatWasAskedFor() {
        Page page = slice.get("/?q=nobody-is-called-so&state=idle&since=1d");

        assertThat(page.body())
                .contains("No run is like that", "value=\"nobody-is-called-so\"")
                .contains("name=\"state\" value=\"idle\"", "name=\"since\" value=\"1d\"")
                .doesNotContain("No calls yet", "<table", "name=\"sort\"");
    }

    @Test
    void leadsToTheNextPageAndBackToTheFirst() {
        lists(new Place("17", "session-z"), Reported.session("a"));

        assertThat(slice.get("/?sort=calls").all("href=\"([^\"]+)\">Next page"))
                .containsExactly("/?sort=calls&amp;key=17&amp;after=session-z");
        Page second = slice.get("/?sort=calls&key=20&after=session-b");
        assertThat(second.all("href=\"([^\"]+)\">First page")).containsExactly("/?sort=calls");
        lists(null, Reported.session("a"));
        assertThat(slice.get("/").body()).doesNotContain("Next page", "First page");
    }

    @Test
    void turnsTheOrderRoundWhereTheListIsInItAlready() {
        lists(null, Reported.session("a").scores("faithfulness", 1));

        assertThat(slice.get("/?sort=name").body())
                .contains("aria-sort=\"ascending\"", "href=\"/?sort=name&amp;order=reversed\"");
        assertThat(slice.get("/?sort=name&order=reversed").body())
                .contains("aria-sort=\"descending\"", "href=\"/?sort=name\"");
        assertThat(slice.get("/?sort=calls").body()).contains("aria-sort=\"descending\"");
        assertThat(slice.get("/?sort=faithfulness").body())
                .contains("aria-sort=\"ascending\"", "href=\"/?sort=faithfulness&amp;order=reversed\"");
    }

    @Test
    void putsRunsOfOneLabelTogether() {
        lists(
                null,
                Reported.session("a").label("git", "one"),
                Reported.session("b").label("team", "x"),
                Reported.session("c").label("git", "one"));

        Page page = slice.get("/?group=git");
        assertThat(page.all("<tr id=\"(session-[^\"]+)\"")).containsExactly("session-a", "session-c", "session-b");
        assertThat(page.all("rowgroup\" colspan=\"99\"><bdi>([^<]+)<")).containsExactly("git: one", "git: —");
        assertThat(page.body())
                .contains(
                        "href=\"/\">Not grouped",
                        "href=\"/?group=team\">by team",
                        "href=\"/?group=git\" aria-current=\"true\"")
                .contains("name=\"group\" value=\"git\"", ">Runs: 2<");
        assertThat(slice.get("/").body()).doesNotContain("rowgroup");
    }

    @Test
    void keepsTheLabelThatWasAskedForAndLeadsAwayFromIt() {
        lists(null, Reported.session("a"));

        assertThat(slice.get("/?label=git:one&q=x").body())
                .contains("<bdi>git:one</bdi>", "name=\"label\" value=\"git:one\"", "class=\"chip\" href=\"/?q=x\"");
    }

    @Test
    void loadsEveryRowThatChangedOnce() {
        lists(null, Reported.session("a").scores("faithfulness", 1), Reported.session("b"));

        Page rows = slice.get("/runs/rows?columns=faithfulness,exact_match"
                + "&run=session-b&run=session-a&run=session-nobody&run=session-b");

        assertThat(rows.all("<tr id=\"(session-[^\"]+)\"")).containsExactly("session-b", "session-a");
        assertThat(rows.all("data-label=\"([a-z_]+)\""))
                .containsExactly("faithfulness", "exact_match", "faithfulness", "exact_match");
        assertThat(rows.body().strip()).startsWith("<tr id").contains(">1.00<").doesNotContain("<table", "<html");
    }

    @Test
    void answersWithNoRowWhereNoneWasAskedFor() {
        assertThat(slice.get("/runs/rows").body()).isBlank();
        assertThat(slice.get("/runs/rows").status()).isEqualTo(200);
    }

    @Test
    void loadsNoMoreRowsThanAPageHasAndNoMoreColumns() {
        lists(null, Reported.session("a"));
        String runs = IntStream.range(0, 51).mapToObj(i -> "run=session-" + i).collect(Collectors.joining("&"));
        slice.get("/runs/rows?" + runs);
        verify(sessions, times(50)).ofRun(anyString());
        verify(sessions, never()).ofRun("session-50");

        String columns = IntStream.range(0, 41).mapToObj(i -> "m" + i).collect(Collectors.joining(","));
        assertThat(slice.get("/runs/rows?run=session-a&columns=" + columns).all("data-label=\"(m\\d+)\""))
                .hasSize(40)
                .endsWith("m39");
    }
}
