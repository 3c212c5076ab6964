package dev.marksheet.web.datasets;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.dataset.DatasetFeeder;
import dev.marksheet.job.dataset.OtherFeedException;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.dataset.LineProblem;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DatasetPageTests {

    private static final Instant NOW = Instant.parse("2026-07-01T10:00:00Z");
    private static final String PATH = "/datasets/%E6%A1%A5%20one";

    private final DatasetQueries datasets = mock(DatasetQueries.class);
    private final DatasetFeeder feeder = mock(DatasetFeeder.class);
    private final DefaultRequests requests = mock(DefaultRequests.class);
    private final DatasetFeed feed = mock(DatasetFeed.class);
    private final PageSlice slice =
            PageSlice.of(new DatasetPageController(datasets, feeder, requests, Clock.fixed(NOW, ZoneOffset.UTC)));

    DatasetPageTests() {
        when(datasets.latest(anyString(), anyInt())).thenReturn(List.of());
        when(requests.feed(any(), any(), any(), any())).thenReturn(feed);
    }

    private DatasetVersion there(int answered) {
        Map<String, @Nullable String> columns = new LinkedHashMap<>();
        columns.put("问题 <b>", "question");
        columns.put("note", null);
        DatasetVersion version = new DatasetVersion(
                "secret-id",
                "桥 one",
                3,
                NOW.minusSeconds(12),
                "hash",
                100,
                120,
                answered,
                new DatasetVersion.Details("csv", "GB18030", columns, List.of(), 0));
        when(datasets.versions("桥 one")).thenReturn(List.of(version));
        when(datasets.latest("桥 one")).thenReturn(Optional.of(version));
        return version;
    }

    @Test
    void saysThatThereIsNoDatasetYet() {
        assertThat(slice.get("/datasets").body())
                .contains("There is none yet.", "enctype=\"multipart/form-data\"", "name=\"file\"")
                .doesNotContain("<table", "role=\"alert\"");
        assertThat(slice.send(chinese("/datasets")).body())
                .contains("lang=\"zh-CN\"")
                .doesNotContain("There is none");
        verify(datasets, times(2)).latest("", 200);
    }

    @Test
    void listsDatasetsWithLinksThatAreEncoded() {
        DatasetVersion version = there(117);
        when(datasets.latest("", 200)).thenReturn(List.of(version));

        assertThat(slice.get("/datasets").body())
                .contains("href=\"" + PATH + "\"><bdi>桥 one</bdi>", ">120<", ">117<", ">12s ago<")
                .doesNotContain("secret-id");
    }

    @Test
    void offersToUploadOnlyToThoseWhoMay() {
        assertThat(slice.as(Callers.holding(Role.READ), visit("/datasets")).body())
                .doesNotContain("<input type=\"file\"");
        assertThat(slice.as(Callers.holding(Role.REVIEW), visit("/datasets")).body())
                .contains("<input type=\"file\"");
    }

    @Test
    void showsADatasetWithItsColumnsAndDownloads() {
        there(117);

        Page page = slice.get(PATH);

        assertThat(page.header("Refresh")).isNull();
        assertThat(page.body())
                .contains("Version 3: 120 rows, 117 with an answer", "<bdi>问题 &lt;b&gt;</bdi> → <span>Question</span>")
                .contains("chip muted\"><bdi>note</bdi>", "value=\"桥 one-3\"", "Score 117 rows")
                .contains("href=\"/api" + PATH + "/versions/3\"", "/versions/3?format=csv&amp;spreadsheet=true\"")
                .doesNotContain("role=\"alert\"", "<progress", "can’t be stored", "secret-id", "<b>");
    }

    @Test
    void namesTheRowsThatCouldNotBeStored() {
        DatasetVersion version = there(1);
        DatasetVersion faulty = version.found(
                new DatasetVersion.Details("csv", "UTF-8", Map.of(), List.of(new LineProblem(17, "question")), 3));
        when(datasets.versions("桥 one")).thenReturn(List.of(faulty));

        assertThat(slice.get(PATH).body())
                .contains("Rows that can’t be stored: 3", ">line 17<", "the question is empty");
    }

    @Test
    void asksAgainOnlyWhileRowsAreFed() {
        there(117);
        RunId run = new RunId("session-n");
        DatasetQueries.Use use = new DatasetQueries.Use(new SessionId("n"), run, 3, 87, 120, true);
        when(datasets.uses("桥 one")).thenReturn(List.of(use));
        Page page = slice.get(PATH);
        assertThat(page.header("Refresh")).isEqualTo("3");
        assertThat(page.body()).contains("href=\"/runs/session-n\"", "87 of 120 items", "value=\"87\" max=\"120\"");

        DatasetQueries.Use posted = new DatasetQueries.Use(new SessionId("n"), run, 3, 87, 120, false);
        DatasetQueries.Use done = new DatasetQueries.Use(new SessionId("n"), run, 3, 120, 120, true);
        when(datasets.uses("桥 one")).thenReturn(List.of(posted, done));
        assertThat(slice.get(PATH).header("Refresh")).isNull();
    }

    @Test
    void offersNothingToScoreWhereNoRowHasAnAnswerOrNobodyMay() {
        there(0);
        assertThat(slice.get(PATH).body()).contains("No row has an answer").doesNotContain("name=\"session_id\"");
        assertThat(slice.send(form(PATH + "/score", "session_id", "s")).status())
                .isEqualTo(422);
        verifyNoInteractions(feeder);

        there(117);
        assertThat(slice.as(Callers.holding(Role.READ), visit(PATH)).body()).doesNotContain("name=\"session_id\"");
    }

    @Test
    void hasTheRowsScoredIntoTheSessionThatIsNamed() {
        DatasetVersion version = there(117);

        Page page = slice.send(form(PATH + "/score", "session_id", " nightly "));

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo(PATH);
        verify(requests).feed(eq(new SessionId("nightly")), eq(version), any(), isNull());
        verify(feeder).order(feed, version);
    }

    @Test
    void refusesASessionThatCannotBeNamed() {
        there(117);
        for (String session : List.of("", " ", "a\u0007b", "s".repeat(201))) {
            Page page = slice.send(form(PATH + "/score", "session_id", session));
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.body()).contains("role=\"alert\"", "A session’s id has 1 to 200 characters");
        }
        verifyNoInteractions(feeder);
    }

    @Test
    void saysThatTheSessionHoldsTheVersionScoredInAnotherWay() {
        there(117);
        doThrow(mock(OtherFeedException.class)).when(feeder).order(any(), any());

        Page page = slice.send(form(PATH + "/score", "session_id", "\"><script>x"));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body())
                .contains("scored in another way", "value=\"&quot;&gt;&lt;script&gt;x\"")
                .doesNotContain("<script>x");
    }

    @Test
    void findsNoDatasetThatIsNotThere() {
        assertThat(slice.get("/datasets/nowhere").status()).isEqualTo(404);
        assertThat(slice.send(form("/datasets/nowhere/score", "session_id", "s"))
                        .status())
                .isEqualTo(404);
        verifyNoInteractions(feeder);
    }

    @Test
    void scoresNothingForAnotherSiteAndLeadsVisitorsToThePage() {
        there(117);
        assertThat(slice.send(foreignForm(PATH + "/score", "session_id", "s")).status())
                .isEqualTo(403);
        assertThat(slice.get(PATH + "/score").location()).isEqualTo(PATH);
        verify(feeder, never()).order(any(), any());
    }
}
