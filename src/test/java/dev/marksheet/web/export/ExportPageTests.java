package dev.marksheet.web.export;

import static dev.marksheet.session.Jobs.ended;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.result;
import static dev.marksheet.session.Jobs.sample;
import static dev.marksheet.web.PageSlice.chinese;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.marksheet.advice.Diagnosis;
import dev.marksheet.job.CallReader;
import dev.marksheet.job.record.ReportReader;
import dev.marksheet.query.CallQueries;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Reported;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import dev.marksheet.web.gate.GatePanels;
import dev.marksheet.web.report.ReportParts;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.context.MessageSource;
import org.thymeleaf.templateresolver.ITemplateResolver;

class ExportPageTests {

    private static final String PATH = "/runs/session-s/export.html";
    private static final String FIRST = "aaaaaaaaaaaa";
    private static final String SECOND = "bbbbbbbbbbbb";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final CallQueries calls = mock(CallQueries.class);
    private final JobQueries jobs = mock(JobQueries.class);
    private final CallReader reader = mock(CallReader.class);
    private final ReportReader reports = mock(ReportReader.class);
    private final PageSlice slice =
            PageSlice.of(new ExportController(sessions, page())).behind(new ExportFilter());
    private final SessionReport report = there(Reported.session("s").scores("faithfulness", 0.25, 0.75));

    ExportPageTests() {
        when(reports.verdict(any(), any())).thenReturn("The verdict.");
        when(reports.outage(any())).thenReturn(Optional.empty());
        when(reports.advice(any())).thenAnswer(call -> {
            SessionReport asked = call.getArgument(0);
            return Diagnosis.of(asked, asked.ranges());
        });
    }

    private ExportPage page() {
        return new ExportPage(
                sessions,
                ReportParts.head(reports, mock(RescoreQueries.class), Clock.fixed(Reported.FINISHED, ZoneOffset.UTC)),
                mock(GatePanels.class),
                ReportParts.charts(calls),
                ReportParts.advice(reports, calls, sessions),
                new ExportCalls(calls, jobs, reader),
                mock(MessageSource.class),
                mock(ITemplateResolver.class));
    }

    private SessionReport there(Reported session) {
        SessionReport found = session.report();
        when(sessions.ofRun(found.run().value())).thenReturn(Optional.of(found));
        return found;
    }

    private void worst(String... ids) {
        List<ScoreJob> worst = List.of(ids).stream().map(this::stored).toList();
        when(jobs.worstOfRun(report.run(), ExportCalls.DETAILED)).thenReturn(worst);
        when(calls.find(any(), isNull(), anyInt())).thenReturn(worst);
    }

    private ScoreJob stored(String id) {
        ScoreRequest request =
                request("s", sample("</script><script>alert(1)</script> $1 \\", "In 1894.", "It opened in 1894."));
        Score score =
                new Score.Scored(0.5, Evidence.of("the formula", "statements", List.of(Finding.of("In 1894.", 1))));
        ScoreJob job = ended(id, 3, request, result("faithfulness", score));
        when(reader.call(report.run(), new JobId(id))).thenReturn(Optional.of(new CallReader.Call(request, job, null)));
        return job;
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    @Test
    void isOneFileThatNeedsNoService() {
        worst(FIRST);

        Page page = slice.get(PATH);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(page.header("Content-Disposition")).isEqualTo("attachment; filename=\"session-s.html\"");
        assertThat(page.header("Content-Length"))
                .isEqualTo(Integer.toString(page.body().getBytes(StandardCharsets.UTF_8).length));
        assertThat(page.body())
                .contains(
                        "The verdict.", "window.Chart", "@layer pico", "&lt;/script&gt;&lt;script&gt;alert(1)", "$1 \\")
                .doesNotContain("<script>alert", "href=\"/", "src=\"", "hx-get", "data-live", "action=\"", "@import")
                .doesNotContain("<!--style-->", "<!--scripts-->", "<!--policy-->", "<!--detail-->");
    }

    @Test
    void runsNothingButItsOwnScripts() throws Exception {
        String page = slice.get(PATH).body();

        String policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
        String chart = between(page, "</main>", "<script type=\"module\">");
        assertThat(policy)
                .startsWith("default-src 'none'; img-src data:; ")
                .endsWith("base-uri 'none'; form-action 'none'")
                .contains("style-src " + hash(between(page, "<style>", "</style>")))
                .contains(hash(between(chart, "<script>", "</script>")))
                .contains(hash(between(page, "<script type=\"module\">", "</script>")));
    }

    @Test
    void leadsToTheCallsThatItHoldsAndToNoOthers() {
        worst(FIRST, SECOND);
        when(reader.call(report.run(), new JobId(SECOND))).thenReturn(Optional.empty());

        Page page = slice.get(PATH);

        assertThat(page.all("id=\"detail-([0-9a-f]{12})\"")).containsExactly(FIRST);
        assertThat(page.body()).contains("href=\"#detail-" + FIRST + "\"").doesNotContain("#detail-" + SECOND);
    }

    @Test
    void givesThePlacesOfEachCallNamesOfTheirOwn() {
        worst(FIRST, SECOND);

        String page = slice.get(PATH).body();
        String shown = page.substring(page.indexOf("<main"), page.indexOf("</main>"));

        List<String> places = all(shown, " id=\"([^\"]+)\"");
        assertThat(places).contains("detail-" + FIRST, "detail-" + SECOND).doesNotHaveDuplicates();
        assertThat(places).anyMatch(place -> place.startsWith(FIRST + "-")).anyMatch(place -> place.startsWith(SECOND));
        assertThat(all(shown, " href=\"#([^\"]*(?:" + FIRST + "|" + SECOND + ")[^\"]*)\""))
                .contains("detail-" + FIRST, FIRST + "-m-faithfulness")
                .isSubsetOf(places);
    }

    @Test
    void holdsTwoHundredCallsInShortAndTheWorstTwentyFiveWhole() {
        slice.get(PATH);

        verify(calls).find(any(), isNull(), eq(200));
        verify(jobs).worstOfRun(report.run(), 25);
    }

    @Test
    void isNamedAsTheSessionIsNamedAndSpeaksTheReadersLanguage() {
        SessionReport named = there(Reported.session("客服 每夜/v1").scores("faithfulness", 0.5));

        Page page = slice.send(chinese("/runs/" + named.run().value() + "/export.html"));

        assertThat(page.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + named.run().value()
                        + ".html\"; filename*=UTF-8''%E5%AE%A2%E6%9C%8D%20%E6%AF%8F%E5%A4%9C-v1.html");
        assertThat(page.body()).contains("lang=\"zh-CN\"", "客服 每夜/v1").doesNotContain(">Calls<");
    }

    @Test
    void isNoFileWhereThereIsNoRun() {
        Page page = slice.get("/runs/session-nobody/export.html");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.header("Content-Disposition")).isNull();
        assertThat(page.body()).doesNotContain("sha256-", "@layer pico");
    }
}
