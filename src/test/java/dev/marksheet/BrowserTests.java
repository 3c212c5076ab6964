package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** The pages in a real browser, over the running service. */
@ExtendWith(NeedsBrowser.class)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext
class BrowserTests {

    private static final String HOSTILE =
            "\"><img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>' onfocus=window.hacked=1 \u202E";
    private static final List<String> GROUNDED = List.of("faithfulness", "context_recall");
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
        assertThat(browser.console()).as("console").isEmpty();
        assertThat(browser.strangers()).as("requests to other hosts").isEmpty();
    }

    @AfterAll
    static void close() {
        EMBEDDINGS.close();
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aReportGrowsFromNoneToTwelveCallsWithoutAReload() {
        submitWaiting("grows");
        browser.visit("/runs/session-grows");
        browser.script("window.samePage = true");
        browser.await(
                "a call waits",
                () -> scores().isEmpty() && browser.all("table.calls tbody tr").size() == 1);

        for (int i = 1; i < 12; i++) {
            submitWaiting("grows");
        }
        browser.await(
                "all calls show", () -> browser.all("table.calls tbody tr").size() == 12);
        EMBEDDINGS.let(5);
        browser.await("five are scored", () -> scores().size() == 5);
        EMBEDDINGS.let(7);
        browser.await("all are scored", () -> scores().size() == 12);

        browser.await(
                "the head counts them", () -> browser.one("#head").getText().contains("12"));
        assertThat(browser.script("return window.samePage")).isEqualTo(true);
    }

    @Test
    void aNewRunIsAnnouncedInTheListWithoutAReloadOrAMove() {
        submit("listed", "The bridge opened in 1894.");
        browser.visit("/");
        browser.script("window.samePage = true");

        submit("appears", "The bridge opened in 1894.");

        browser.await("it is announced", () -> browser.one("#new-runs").isDisplayed());
        assertThat(browser.script("return window.samePage")).isEqualTo(true);
        assertThat(browser.all("a[href='/runs/session-appears']")).isEmpty();
        browser.click("#new-runs");
        browser.one("a[href='/runs/session-appears']");
    }

    @Test
    void aLostConnectionIsShownAndComesBackByItself() {
        submit("lost", "The bridge opened in 1894.");
        browser.block("*/events*");
        browser.visit("/runs/session-lost");

        browser.await("the loss is shown", () -> browser.one("#connection").isDisplayed());
        browser.block();

        browser.await("it is back", () -> !browser.one("#connection").isDisplayed());
        assertThat(browser.console()).allMatch(line -> line.contains("/events"));
    }

    @Test
    void aCallOpensInTheDrawerAndItsStatementsLightTheirQuotes() {
        submit("lit", "The bridge opened in 1894. Painters in Lisbon adore purple elephants.");
        submit("lit", "It spans the river.");
        browser.visit("/runs/session-lit?order=best");

        browser.click("table.calls a[data-call]");
        WebElement said = browser.one("dialog[open] #answer .said:not(.no)");
        browser.hover(said);

        browser.await(
                "the quote is lit",
                () -> browser.all("dialog .passages mark.lit").stream()
                        .anyMatch(mark -> mark.getText().contains("1894")));
        assertThat(browser.all("dialog #answer .said.no")).isNotEmpty();
        browser.type("j");
        browser.await(
                "the next call shows",
                () -> browser.one("dialog #answer").getText().contains("spans"));
        browser.type("k");
        browser.await(
                "the first shows again",
                () -> browser.one("dialog #answer").getText().contains("1894"));
        browser.type(Keys.ESCAPE);
        browser.await("the drawer is closed", () -> browser.all("dialog[open]").isEmpty());
    }

    @Test
    void callsAreFilteredAndSortedInPlaceAndInTheUrl() {
        submit("sorted", "Painters in Lisbon adore purple elephants.");
        submit("sorted", "The bridge opened in 1894.");
        browser.visit("/runs/session-sorted");

        browser.click("table.calls thead a[href*='sort=faithfulness']");
        browser.await("it is sorted", () -> browser.url().contains("sort=faithfulness"));
        List<Double> values = browser.all("table.calls tbody tr td:nth-child(2) .score").stream()
                .map(cell -> Double.valueOf(cell.getText()))
                .toList();
        assertThat(values).hasSize(2).isSorted();

        browser.one("#calls-q").sendKeys("elephants");
        browser.await("one is left", () -> browser.all("table.calls tbody tr").size() == 1);
        assertThat(browser.url()).contains("q=elephants", "sort=faithfulness");
    }

    @Test
    void theLanguageSwitches() {
        submit("language", "The bridge opened in 1894.");
        browser.visit("/runs/session-language?sort=faithfulness");

        browser.click("header a[hreflang='zh']");

        browser.await(
                "it is Chinese", () -> browser.one("#calls-title").getText().equals("样本"));
        assertThat(browser.url()).contains("sort=faithfulness");
        browser.visit("/");
        assertThat(browser.one("h1").getText()).isEqualTo("运行列表");
    }

    @Test
    void aComparisonGivesItsVerdict() {
        for (int i = 0; i < 6; i++) {
            String question = "Question " + i + "?";
            client.ended(client.submit(grounded("before", question, "Painters in Lisbon adore elephants " + i + ".")));
            client.ended(client.submit(grounded("after", question, "The bridge opened in 1894.")));
        }

        browser.visit("/compare?run=session-before&run=session-after");

        assertThat(browser.one(".against .verdict-chip").getText()).contains("better");
        assertThat(browser.one(".against").getText()).contains("6 equal questions");
    }

    @Test
    void aReportKeptAsAFileOpensFromDiskWithItsCharts() throws IOException {
        submit("kept", "The bridge opened in 1894. " + HOSTILE);
        Path file = Files.createTempFile("marksheet-report-", ".html");
        Files.writeString(file, client.get("/runs/session-kept/export.html").body());

        browser.visit(file);

        browser.await(
                "a chart is drawn",
                () -> Boolean.TRUE.equals(browser.script(
                        "return [...document.querySelectorAll('canvas')].some((c) => Chart.getChart(c))")));
        browser.click("table.calls a[data-call]");
        browser.await("the call shows", () -> browser.one(".detail .said.yes").isDisplayed());
        assertThat(browser.script("return window.hacked === undefined")).isEqualTo(true);
    }

    @Test
    void hostileWordsRunNothingAndBreakNoLayout() {
        Map<String, Object> call = grounded(HOSTILE, HOSTILE, HOSTILE + "x".repeat(100_000));
        call.put("contexts", List.of(HOSTILE, HOSTILE + "y".repeat(20_000)));
        call.put("ground_truth", HOSTILE);
        String run = client.ended(client.submit(call)).get("run_id").asString();

        for (String path : List.of("/", "/runs/" + run, "/runs/" + run + "/calls")) {
            browser.visit(path);
            assertThat(browser.script("return document.documentElement.scrollWidth <= window.innerWidth"))
                    .as(path)
                    .isEqualTo(true);
            assertThat(browser.script("return window.hacked === undefined")).isEqualTo(true);
        }
        browser.click("a[data-call]");
        browser.await(
                "the answer shows",
                () -> browser.one("dialog[open] #answer").getText().startsWith("\"><img src=x"));
        assertThat(browser.script("const d = document.getElementById('drawer'); return d.scrollWidth <= d.clientWidth"))
                .isEqualTo(true);
        assertThat(browser.script("return window.hacked === undefined")).isEqualTo(true);
    }

    private List<WebElement> scores() {
        return browser.all("table.calls tbody .score");
    }

    private void submitWaiting(String session) {
        Map<String, Object> call = new LinkedHashMap<>(RunningService.call(session));
        call.put("metrics", List.of("answer_similarity"));
        client.submit(call);
    }

    private void submit(String session, String answer) {
        client.ended(client.submit(grounded(session, "When did the bridge open?", answer)));
    }

    private static Map<String, Object> grounded(String session, String question, String answer) {
        Map<String, Object> call = new LinkedHashMap<>(RunningService.call(session, "question", question));
        call.put("answer", answer);
        call.put("metrics", GROUNDED);
        call.put("judge_model", "local");
        call.put("embedding_model", "local");
        return call;
    }
}
