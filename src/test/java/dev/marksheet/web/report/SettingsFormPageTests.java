package dev.marksheet.web.report;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.job.SettingsKeeper;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.session.access.Role;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class SettingsFormPageTests {

    private static final String PATH = "/runs/session-s/settings";
    private static final String PROBLEM = "class=\"problem\">([^<]{6})";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final SettingsKeeper keeper = mock(SettingsKeeper.class);
    private final PageSlice slice = PageSlice.of(new SettingsPageController(sessions, keeper));

    SettingsFormPageTests() {
        set(Reported.session("s"));
    }

    private void set(Reported session) {
        when(sessions.ofRun("session-s")).thenReturn(Optional.of(session.report()));
    }

    /** What the form makes of settings that were there before. */
    @SuppressWarnings("unchecked")
    private SessionSettings saved(SessionSettings before) {
        ArgumentCaptor<UnaryOperator<SessionSettings>> change = ArgumentCaptor.forClass(UnaryOperator.class);
        verify(keeper).save(eq(new SessionId("s")), change.capture());
        return change.getValue().apply(before);
    }

    /** The fields that are marked, by the first letters of what is said of them. */
    private List<String> refused(String... fields) {
        Page page = slice.send(form(PATH, fields));
        assertThat(page.status()).as(String.join(" ", fields)).isEqualTo(422);
        assertThat(page.body()).contains("role=\"alert\"", "Not saved.");
        verifyNoInteractions(keeper);
        return page.all(PROBLEM);
    }

    private void taken(String... fields) {
        assertThat(slice.send(form(PATH, fields)).status())
                .as(String.join(" ", fields))
                .isEqualTo(302);
    }

    @Test
    void showsWhatIsSet() {
        set(Reported.session("s")
                .called("夜间 <b>")
                .label("git sha", "a:1")
                .label("k", "v")
                .pinned()
                .expects(120)
                .budget(4.5, 0));

        assertThat(slice.get(PATH).body())
                .contains("action=\"" + PATH + "\"", "value=\"夜间 &lt;b&gt;\"", "git sha: a:1\nk: v</textarea>")
                .contains("name=\"expect\" inputmode=\"numeric\" value=\"120\"", "value=\"4.5\"", "checked=\"checked\"")
                .doesNotContain("role=\"alert\"", "<b>", "class=\"problem\"");
    }

    @Test
    void showsAnEmptyFormWhereNothingIsSet() {
        assertThat(slice.send(chinese(PATH)).body())
                .contains("保存", "placeholder=\"s\"", "name=\"budget\" inputmode=\"decimal\" value=\"\"")
                .doesNotContain("checked=");
    }

    @Test
    void givesTheFormOnlyToThoseWhoMayWorkOnTheSession() {
        assertThat(slice.as(Callers.holding(Role.READ), visit(PATH)).body()).doesNotContain("<textarea");
        assertThat(slice.as(Callers.holding(Role.REVIEW), visit(PATH)).body()).contains("<textarea");
    }

    @Test
    void keepsWhatTheFormSaysAndTheGate() {
        GateSettings gate = mock(GateSettings.class);
        Page page = slice.send(form(
                PATH,
                "name",
                " 夜间 <b> ",
                "labels",
                "git_sha: a1\r\n\r\nprompt: v: 2",
                "expect",
                " 0120 ",
                "budget",
                " 4.50 ",
                "pinned",
                "true"));

        assertThat(page.location()).isEqualTo("/runs/session-s");
        assertThat(saved(new SessionSettings("before", Map.of("a", "b"), false, 1L, gate, 1.0)))
                .isEqualTo(new SessionSettings(
                        "夜间 <b>", Map.of("git_sha", "a1", "prompt", "v: 2"), true, 120L, gate, 4.5));
    }

    @Test
    void takesWhatIsLeftBlankForNothing() {
        slice.send(form(PATH, "name", " ", "labels", " \r\n ", "expect", " ", "budget", ""));

        assertThat(saved(new SessionSettings("before", Map.of("a", "b"), true, 1L, null, 1.0)))
                .isEqualTo(SessionSettings.NONE);
    }

    @Test
    void showsAgainWhatItCannotTake() {
        Page page = slice.send(
                form(PATH, "name", "a\tb", "labels", "no colon", "expect", "many", "budget", "1e3", "pinned", "x"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("no colon</textarea>", "value=\"many\"", "value=\"1e3\"", "checked=\"checked\"")
                .contains("on one line", "At most 30 lines", "A whole number", "A number such as");
        verifyNoInteractions(keeper);
        assertThat(slice.send(form(PATH + "?lang=zh", "expect", "0")).body()).contains("lang=\"zh-CN\"");
    }

    @Test
    void takesTheLongestNameAndNoLongerOne() {
        String longest = "n".repeat(SessionSettings.LONGEST_NAME);
        assertThat(refused("name", longest + "n")).containsExactly("At mos");
        taken("name", " " + longest + " ");
    }

    @Test
    void takesThirtyLabelsAndNoMore() {
        String thirty = IntStream.range(0, 30).mapToObj(i -> "k" + i + ": v").collect(Collectors.joining("\n"));
        assertThat(refused("labels", thirty + "\nk30: v")).hasSize(1);
        assertThat(refused("labels", ": value")).hasSize(1);
        assertThat(refused("labels", "k".repeat(101) + ": v")).hasSize(1);
        assertThat(refused("labels", "k: " + "v".repeat(501))).hasSize(1);
        taken("labels", thirty);
        taken("labels", "k".repeat(100) + ": " + "v".repeat(500));
    }

    @Test
    void expectsAWholeNumberOfCallsFromOneOn() {
        for (String wrong : List.of("0", "-1", "1.5", "1e3", "1234567890123", "٣")) {
            assertThat(refused("expect", wrong)).containsExactly("A whol");
        }
        taken("expect", "1");
        taken("expect", "123456789012");
    }

    @Test
    void takesABudgetOfTwelveDigitsOnEitherSideOfThePoint() {
        for (String wrong : List.of("-1", ".5", "1.", "1,5", "1234567890123", "1.1234567890123", "NaN")) {
            assertThat(refused("budget", wrong)).containsExactly("A numb");
        }
        taken("budget", "0");
        taken("budget", "123456789012.123456789012");
    }

    @Test
    void showsWhatWasTypedAsWords() {
        Page page = slice.send(form(PATH, "labels", "</textarea><script>x", "expect", "\"><img src=x>"));

        assertThat(page.body()).contains("&lt;/textarea&gt;&lt;script&gt;x");
        assertThat(page.markup()).doesNotContain("<script>x", "<img");
    }

    @Test
    void takesNothingFromOtherSitesAndForNoRun() {
        assertThat(slice.send(foreignForm(PATH, "name", "theirs").header("Sec-Fetch-Site", "cross-site"))
                        .status())
                .isEqualTo(403);
        assertThat(slice.send(form("/runs/session-nobody/settings", "name", "mine"))
                        .status())
                .isEqualTo(404);
        assertThat(slice.get("/runs/session-nobody/settings").status()).isEqualTo(404);
        verifyNoInteractions(keeper);
    }
}
