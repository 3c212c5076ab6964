package dev.marksheet.web.report;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import dev.marksheet.job.record.ReportReader;
import dev.marksheet.query.RescoreQueries;
import dev.marksheet.session.Judging;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunHeadTests extends ReportSlice {
    @Test
    void warnsOfFewCallsOnlyWhileTheyAreFew() {
        reported(Reported.session("s").calls(counts(0, 0, 4, 0)).judges("gpt"));
        assertThat(slice.get(PATH + "/head").body()).contains("Only 4 calls have ended");
        reported(Reported.session("s").calls(counts(0, 0, 5, 0)).judges("gpt"));
        assertThat(banners()).isEmpty();
    }

    @Test
    void saysWhatIsMissingFromTheMeans() {
        reported(Reported.session("s")
                .calls(counts(0, 0, 4, 2))
                .judges("gpt")
                .scores("faithfulness", 1)
                .failedScore("faithfulness"));

        Page head = slice.get(PATH + "/head");
        assertThat(banners()).containsExactly("bad", "bad");
        assertThat(head.body())
                .contains("2 of 6 calls could not be scored", "1 of 2 scores failed", "chip errors\">with errors<")
                .contains("if the failed were worst or best: 0.50–1.00", ">1 failed<");
    }

    @Test
    void saysWhyCallsWaitUnlessTheInnerJudgeAloneMarksThem() {
        when(reader.outage(Language.EN))
                .thenReturn(Optional.of(new ReportReader.Outage("unreachable", "<b>no route</b>")));
        reported(Reported.session("s").calls(counts(1, 0, 5, 0)).judges("gpt", "local"));

        assertThat(slice.get(PATH + "/head").body())
                .contains(
                        "can’t be reached at the moment", "&lt;b&gt;no route&lt;/b&gt;", "2 judges marked these calls");
        assertThat(banners()).containsExactly("bad", "warn");

        reported(Reported.session("s").calls(counts(1, 0, 5, 0)));
        assertThat(slice.get(PATH + "/head").body())
                .contains("Marked by the built-in heuristic")
                .doesNotContain("no route");
        assertThat(banners()).containsExactly("info");
    }

    @Test
    void saysThatTheBudgetHoldsCallsAndWhatItDoesNotCount() {
        Usage some = Usage.of(3, 0, 1, 1);
        reported(Reported.session("s")
                .calls(counts(2, 0, 5, 0))
                .judges("gpt")
                .budget(4.5, 4.5)
                .judging(new Judging(Map.of("faithfulness", some), Map.of(), Usage.NONE)));

        assertThat(slice.get(PATH + "/head").body())
                .contains("The budget of 4.5 is spent (4.5000 so far), so 2 calls wait.", "3 of 3 judge requests")
                .contains("chip held\">on hold<", "3 requests · 1 tokens in · 1 out", "no price is configured");
    }

    @Test
    void saysWhatTheTextsOfTheCallsWere() {
        reported(Reported.session("s")
                .calls(counts(0, 0, 5, 0))
                .judges("gpt")
                .signal("injection", 5, 2)
                .forgotten(3));

        assertThat(slice.get(PATH + "/head").body())
                .contains("give the judge orders: 2.", "forgotten: those of 3 calls.");
        assertThat(banners()).containsExactly("warn", "info");
    }

    @Test
    void saysWhereTheCallsCameFromAndHowManyWillCome() {
        when(rescores.into(new RunId("session-s")))
                .thenReturn(List.of(
                        new RescoreQueries.Standing(new RunId("session-old"), "copying"),
                        new RescoreQueries.Standing(new RunId("session-gone"), "source_deleted")));
        reported(Reported.session("s").expects(120).chinese(2));

        assertThat(slice.get(PATH + "/head").body())
                .contains("2 of 120 expected", "session-old, of which calls are still being copied")
                .contains("session-gone, which was deleted before", ">Chinese<");
    }

    @Test
    void saysInWhichLanguagesTheCallsWereMarked() {
        reported(Reported.session("s").calls(counts(0, 0, 1300, 0)).chinese(1000));

        assertThat(slice.get(PATH + "/head").body()).contains(">English (300), Chinese (1,000)<");
    }
}
