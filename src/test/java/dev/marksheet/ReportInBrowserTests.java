package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a reader does to a report in a real browser: filters, leafs, opens, goes back, leaves and returns. */
@ExtendWith(NeedsBrowser.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class ReportInBrowserTests {

    private static final String STRAY = "Painters in Lisbon adore purple elephants.";
    private static final String GROUNDED = "The bridge opened in 1894.";
    private static final String ROWS = "table.calls tbody tr";
    private static final GatedEmbeddings EMBEDDINGS = new GatedEmbeddings();

    private static Browser browser;

    @LocalServerPort
    private int port;

    @TempDir
    static Path folder;

    private ServiceClient client;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", folder::toString);
        registry.add("marksheet.judge.base-url", EMBEDDINGS::url);
        registry.add("marksheet.advice.model", () -> "");
    }

    @BeforeEach
    void open() {
        client = new ServiceClient(port);
        if (browser == null) {
            browser = Browser.open(port);
        }
        browser.forget();
    }

    @AfterEach
    void showsNothingWrong() {
        if (browser != null) {
            assertThat(browser.console()).as("console").isEmpty();
        }
    }

    @AfterAll
    static void close() {
        EMBEDDINGS.close();
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theThresholdKeepsBothHalvesWhicheverIsSetFirst() {
        submit("halves", GROUNDED);
        submit("halves", STRAY);
        browser.visit("/runs/session-halves");
        browser.await("both show", () -> rows() == 2);

        browser.click("#calls-metric option[value=faithfulness]");
        browser.await("the first half is kept", () -> browser.url().contains("metric=faithfulness"));
        browser.one("#calls-threshold").sendKeys("0.5" + Keys.TAB);

        browser.await("only the stray one shows", () -> rows() == 1);
        assertThat(browser.url()).contains("metric=faithfulness", "threshold=0.5");
        assertThat(browser.one("#calls-metric").getDomProperty("value")).isEqualTo("faithfulness");
        assertThat(browser.one("#calls-threshold").getDomProperty("value")).isEqualTo("0.5");

        browser.visit("/runs/session-halves");
        browser.one("#calls-threshold").sendKeys("0.5" + Keys.TAB);
        browser.await("the second half is kept", () -> browser.url().contains("threshold=0.5"));
        browser.click("#calls-metric option[value=faithfulness]");
        browser.await("only the stray one shows", () -> rows() == 1);
        browser.click(".found a.clear");
        browser.await("all show again", () -> rows() == 2);
        assertThat(browser.one("#calls-threshold").getDomProperty("value")).isEmpty();
    }

    @Test
    void backLeadsThroughOrdersPagesAndTheDrawer() {
        submitMany("back", 51);
        browser.visit("/runs/session-back");
        browser.script("window.samePage = true");

        browser.click("table.calls thead a[data-metric=faithfulness]");
        browser.await("it is sorted", () -> !browser.all("th[aria-sort] .order").isEmpty());
        browser.click(".pager a[href*='after=']");
        browser.await("the last call shows alone", () -> rows() == 1);
        browser.click("table.calls a[data-call]");
        browser.one("dialog[open] #answer");
        assertThat(browser.url()).containsPattern("/runs/session-back/calls/[0-9a-f]{12}\\?sort=faithfulness");

        browser.back();
        browser.await("the drawer is closed", () -> browser.all("dialog[open]").isEmpty());
        assertThat(browser.url()).contains("after=");
        browser.back();
        browser.await("the page before shows", () -> rows() == 50);
        browser.back();
        browser.await(
                "the first order is back",
                () -> browser.all("th[aria-sort] .order").isEmpty());
        assertThat(browser.url()).endsWith("/runs/session-back");
        assertThat(browser.script("return window.samePage")).isEqualTo(true);
    }

    @Test
    void thePageBeforeIsOneClickAway() {
        submitMany("leafed", 51);
        browser.visit("/runs/session-leafed");

        browser.click(".pager a[href*='after=']");
        browser.await("the last page shows", () -> rows() == 1);
        browser.click(".pager a[href*='before=']");
        browser.await("the page before it shows", () -> rows() == 50);
    }

    @Test
    void closingTheDrawerLeavesNoStepBehind() {
        submit("closing", GROUNDED);
        browser.visit("/");
        browser.visit("/runs/session-closing");

        browser.click("table.calls a[data-call]");
        browser.one("dialog[open] #answer");
        browser.type(Keys.ESCAPE);
        browser.await("the report's address is back", () -> browser.url().endsWith("/runs/session-closing"));
        browser.back();

        browser.await("the list shows", () -> !browser.all("#rows").isEmpty());
    }

    @Test
    void aCallThatRunsInTheDrawerShowsItsScoresAndTheTableFollows() {
        submitWaiting("watched");
        browser.visit("/runs/session-watched");
        browser.click("table.calls a[data-call]");
        browser.one("dialog[open] .banner");

        EMBEDDINGS.let(1);

        browser.await(
                "its score shows",
                () -> !browser.all("dialog[open] .call-scores .score").isEmpty());
        assertThat(browser.one("dialog [data-close]").isDisplayed()).isTrue();
        assertThat(browser.all("#live-new")).isEmpty();
        browser.type(Keys.ESCAPE);
        browser.await("the table shows it", () -> !browser.all(ROWS + " .score").isEmpty());
    }

    @Test
    void aPageThatBackBringsFromTheBrowsersMemoryLives() {
        submit("restored", GROUNDED);
        browser.visit("/runs/session-restored");
        browser.script("window.opened = 0; const Source = EventSource;"
                + " window.EventSource = class extends Source { constructor(url) { super(url); window.opened++; } }");

        browser.script("dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))");
        submit("restored", STRAY);
        for (int i = 0; i < 3; i++) {
            browser.script("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))");
        }

        browser.await("it shows what it missed", () -> rows() == 2);
        assertThat(browser.script("return window.opened"))
                .as("it listens once, however often it is shown")
                .isEqualTo(1L);
    }

    @Test
    void aPageOpensWhileManyReportsAreOpenInOtherTabs() {
        submit("tabs", GROUNDED);
        try (Browser.Tabs tabs = browser.tabs()) {
            for (int i = 0; i < 8; i++) {
                tabs.open("/runs/session-tabs");
            }
            submit("tabs", STRAY);
            browser.await("the last tab follows", () -> rows() == 2);
            tabs.show(0);
            browser.await("the first tab shows what it missed", () -> rows() == 2);
        }
    }

    @Test
    void aComparisonOfDifferentJudgesDecidesNothingAndFitsAPhone() {
        submitToTwoJudges();
        var run = client.read("/api/compare?run=session-by-words&run=session-by-vectors")
                .get("runs")
                .get(0);
        var metric = run.get("metrics").get("answer_similarity");
        assertThat(run.get("judged_differently").get(0).asString()).isEqualTo("answer_similarity");
        assertThat(metric.get("verdict").asString()).isEqualTo("undecided");
        assertThat(metric.get("undecided_because").asString()).isEqualTo("judged_differently");

        browser.width(390);
        browser.visit("/compare?run=session-by-words&run=session-by-vectors");

        assertThat(browser.one(".against .verdict-chip").getText()).contains("judges differ");
        assertThat(browser.one(".headlines").getText()).contains("nothing is decided");
        assertThat(browser.script("const cell = document.querySelector('.against').getBoundingClientRect();"
                        + " return cell.left >= 0 && cell.right <= 390"))
                .isEqualTo(true);
        browser.ownWidth();
    }

    @Test
    void aFormThatIsRefusedKeepsWhatWasTyped() {
        submit("listed", GROUNDED);
        browser.visit("/");
        browser.click("#send summary");
        WebElement question = browser.one("#f-question");
        question.clear();
        question.sendKeys(" ");
        browser.one("#f-answer").sendKeys(" Or so.");

        browser.click("#send form button");

        assertThat(browser.one("#send [role=alert]").isDisplayed()).isTrue();
        assertThat(browser.one("#p-question").getText()).contains("needs a question");
        assertThat(browser.one("#f-answer").getDomProperty("value")).isEqualTo("It opens at nine. Or so.");
        assertThat(browser.console()).hasSize(1).allMatch(line -> line.contains("422"));
    }

    @Test
    void theBoxesOfAFormAreAsWideAsHigh() {
        submit("boxes", GROUNDED);
        browser.visit("/runs/session-boxes/again");
        Object narrow = browser.script("return [...document.querySelectorAll('input[type=checkbox]')]"
                + ".filter(box => box.offsetParent && box.offsetWidth !== box.offsetHeight).length");
        assertThat(browser.all(".again-form input[type=checkbox]")).hasSizeGreaterThan(6);
        assertThat(narrow).isEqualTo(0L);
    }

    private void submitToTwoJudges() {
        List<String> similarity = List.of("answer_similarity");
        EMBEDDINGS.let(6);
        for (int i = 0; i < 6; i++) {
            Map<String, Object> call = RunningService.call("by-words", "question", "Question " + i + "?");
            call.put("metrics", similarity);
            client.ended(client.submit(call));
            call.put("session_id", "by-vectors");
            call.put("answer", STRAY);
            call.put("embedding_model", "local");
            client.ended(client.submit(call));
        }
    }

    private static int rows() {
        return browser.all(ROWS).size();
    }

    private void submit(String session, String answer) {
        client.ended(client.submit(call(session, answer)));
    }

    private void submitMany(String session, int calls) {
        IntStream.range(0, calls)
                .mapToObj(i -> client.submit(call(session, i % 2 == 0 ? GROUNDED : STRAY)))
                .toList()
                .forEach(client::ended);
    }

    private static Map<String, Object> call(String session, String answer) {
        Map<String, Object> call = new LinkedHashMap<>(RunningService.call(session, "answer", answer));
        call.put("metrics", List.of("faithfulness", "context_recall"));
        call.put("judge_model", "local");
        call.put("embedding_model", "local");
        return call;
    }

    private void submitWaiting(String session) {
        client.submit(RunningService.call(session, "metrics", List.of("answer_similarity")));
    }
}
