package dev.marksheet.web.report;

import static dev.marksheet.session.CallCounts.counts;
import static dev.marksheet.session.Jobs.open;
import static dev.marksheet.session.Jobs.request;
import static dev.marksheet.session.Jobs.sample;
import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.foreignForm;
import static dev.marksheet.web.PageSlice.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.job.removal.Cancellation;
import dev.marksheet.job.removal.Deletion;
import dev.marksheet.query.JobQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemovalPageTests {

    private static final RunId RUN = new RunId("session-s");
    private static final String DELETE = "/runs/session-s/delete";
    private static final String CANCEL = "/runs/session-s/cancel";
    private static final JobId JOB = new JobId("0123456789ab");
    private static final String CALL = "/runs/session-s/calls/0123456789ab";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final JobQueries jobs = mock(JobQueries.class);
    private final Cancellation cancellation = mock(Cancellation.class);
    private final Deletion deletion = mock(Deletion.class);
    private final PageSlice slice = PageSlice.of(new RemovalPageController(sessions, jobs, cancellation, deletion));

    RemovalPageTests() {
        when(sessions.ofRun("session-s"))
                .thenReturn(Optional.of(
                        Reported.session("s").calls(counts(2, 1, 5, 1)).report()));
        call(JobStatus.QUEUED, "s");
    }

    private void call(JobStatus status, String session) {
        when(jobs.find(JOB)).thenReturn(Optional.of(open(JOB.value(), status, request(session, sample("q", "a")))));
    }

    private void nothingHappened() {
        verifyNoInteractions(cancellation, deletion);
    }

    @Test
    void asksBeforeASessionIsDeleted() {
        Page page = slice.get(DELETE);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("Delete this session?", "Its 9 calls go", "Delete for good", ">s</bdi>")
                .contains("action=\"" + DELETE + "\"", "href=\"/runs/session-s\">Leave it as it is<");
        assertThat(slice.send(chinese(DELETE)).body())
                .contains("lang=\"zh-CN\"")
                .doesNotContain("Delete this");
        nothingHappened();
    }

    @Test
    void deletesOnceThatIsWanted() {
        Page page = slice.send(form(DELETE));

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo("/");
        verify(deletion).delete(RUN);
        verifyNoInteractions(cancellation);
    }

    @Test
    void asksBeforeOpenCallsAreCancelled() {
        assertThat(slice.get(CANCEL).body())
                .contains("Cancel what is open?", "Calls that wait or run: 3.", "id=\"removal-go\"")
                .contains("action=\"" + CANCEL + "\"");
        nothingHappened();
    }

    @Test
    void offersNothingToCancelWhereNothingIsOpen() {
        when(sessions.ofRun("session-s"))
                .thenReturn(Optional.of(Reported.session("s").report()));

        assertThat(slice.get(CANCEL).body())
                .contains("Nothing is open any more")
                .doesNotContain("id=\"removal-go\"");
    }

    @Test
    void cancelsAllThatIsOpenOnceThatIsWanted() {
        assertThat(slice.send(form(CANCEL)).location()).isEqualTo("/runs/session-s");

        verify(cancellation).cancelAll(RUN);
        verifyNoMoreInteractions(cancellation);
        verifyNoInteractions(deletion);
    }

    @Test
    void asksBeforeOneCallIsCancelled() {
        assertThat(slice.get(CALL + "/cancel").body())
                .contains("Calls that wait or run: 1.", "action=\"" + CALL + "/cancel\"")
                .contains("href=\"" + CALL + "\">Leave it as it is<");
        for (JobStatus ended : List.of(JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED)) {
            call(ended, "s");
            assertThat(slice.get(CALL + "/cancel").body())
                    .as(ended.name())
                    .contains("Nothing is open any more")
                    .doesNotContain("id=\"removal-go\"");
        }
        nothingHappened();
    }

    @Test
    void cancelsOneCallOnceThatIsWanted() {
        assertThat(slice.send(form(CALL + "/cancel")).location()).isEqualTo(CALL);

        verify(cancellation).cancel(JOB);
        verifyNoMoreInteractions(cancellation);
    }

    @Test
    void doesNothingForOtherSites() {
        for (String path : List.of(DELETE, CANCEL, CALL + "/cancel")) {
            assertThat(slice.send(foreignForm(path)).status()).as(path).isEqualTo(403);
            assertThat(slice.send(foreignForm(path).header("Sec-Fetch-Site", "cross-site"))
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        nothingHappened();
    }

    @Test
    void findsNothingToRemoveWhereThereIsNoSuchRunOrCall() {
        call(JobStatus.QUEUED, "another");
        for (String path : List.of(
                "/runs/session-nobody/delete",
                "/runs/session-nobody/cancel",
                "/runs/session-nobody/calls/0123456789ab/cancel",
                "/runs/session-s/calls/000000000000/cancel",
                "/runs/session-s/calls/nonsense/cancel",
                CALL + "/cancel")) {
            assertThat(slice.get(path).status()).as(path).isEqualTo(404);
            assertThat(slice.send(form(path)).status()).as(path).isEqualTo(404);
        }
        nothingHappened();
    }

    @Test
    void showsTheSessionsNameAsWords() {
        when(sessions.ofRun("session-h"))
                .thenReturn(Optional.of(Reported.session("<script>x</script>").report()));

        assertThat(slice.get("/runs/session-h/delete").body())
                .contains("&lt;script&gt;x&lt;/script&gt;")
                .doesNotContain("<script>x");
    }
}
