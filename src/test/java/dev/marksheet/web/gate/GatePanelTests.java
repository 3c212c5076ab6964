package dev.marksheet.web.gate;

import static dev.marksheet.web.PageSlice.chinese;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.marksheet.gate.BaselineResult;
import dev.marksheet.gate.Criterion;
import dev.marksheet.gate.CriterionResult;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateRule;
import dev.marksheet.gate.GateVerdict;
import dev.marksheet.gate.Progress;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.Reported;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatePanelTests {

    private static final String PATH = "/runs/session-s/gate";

    private final SessionQueries sessions = mock(SessionQueries.class);
    private final Gates gates = mock(Gates.class);
    private final PageSlice slice = PageSlice.of(new GatePanelController(sessions, new GatePanels(gates)));

    GatePanelTests() {
        when(sessions.ofRun("session-s"))
                .thenReturn(Optional.of(Reported.session("s").report()));
        when(gates.standing(any())).thenReturn(Optional.empty());
    }

    private void stands(@Nullable BaselineResult baseline, CriterionResult... criteria) {
        GateQuestion question = new GateQuestion(
                List.of(new Criterion("faithfulness", 0.85)), null, null, null, GateQuestion.ALPHA, GateRule.EVIDENCE);
        when(gates.standing(any()))
                .thenReturn(Optional.of(new GateResult(
                        new SessionId("s"),
                        new RunId("session-s"),
                        question,
                        new Progress(31, 2, 33, null),
                        List.of(criteria),
                        baseline)));
    }

    private static CriterionResult criterion(GateVerdict verdict, double favour, double against) {
        return new CriterionResult(
                "faithfulness", 0.85, verdict, 0.912, 31, 0, 0, 1.0, true, favour, against, 20, 40, List.of());
    }

    @Test
    void showsHowTheGateStands() {
        stands(null, criterion(GateVerdict.PASS, 20, 0.5));

        Page page = slice.get(PATH);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body().strip())
                .startsWith("<section id=\"gate\" data-live=\"" + PATH + "\"")
                .doesNotContain("<html");
        assertThat(page.body())
                .contains("gate-mark pass\"><span aria-hidden=\"true\">✓</span> <span>PASS</span>", ">faithfulness<")
                .contains("0.912", "0.85", "31", "href=\"/api/runs/session-s/gate?format=text\"")
                .doesNotContain("class=\"banner");
        assertThat(page.all("class=\"way\" height=\"6\" width=\"([^\"]+)\"")).containsExactly("100.0", "0.0");
    }

    @Test
    void fillsNoBarBeyondItsEndAndTellsVerdictsWithoutColours() {
        stands(null, criterion(GateVerdict.FAIL, 1, 4000));
        Page failed = slice.get(PATH);
        assertThat(failed.body()).contains("gate-mark fail", ">✗<", ">FAIL<");
        assertThat(failed.all("class=\"way\" height=\"6\" width=\"([^\"]+)\"")).containsExactly("0.0", "100.0");

        stands(null, criterion(GateVerdict.UNDECIDED, Math.sqrt(20), 1));
        Page undecided = slice.get(PATH);
        assertThat(undecided.body()).contains("gate-mark undecided", ">…<", ">UNDECIDED<");
        assertThat(undecided.all("class=\"way\" height=\"6\" width=\"(\\d+)")).containsExactly("50", "0");
    }

    @Test
    void showsHowTheSessionStandsToItsBaseline() {
        BaselineResult.Metric metric =
                new BaselineResult.Metric("context_recall", GateVerdict.FAIL, -0.1, 40, 2, 1, 40, 20, 40, List.of());
        stands(
                new BaselineResult(new SessionId("<yesterday>"), 0.02, List.of(metric), List.of()),
                criterion(GateVerdict.PASS, 20, 1));

        assertThat(slice.get(PATH).all("<bdi class=\"name\">([^<]+)</bdi>"))
                .containsExactly("faithfulness", "context_recall");
        assertThat(slice.get(PATH).body()).contains("-0.1", "gate-mark fail").doesNotContain("<yesterday>");
    }

    @Test
    void speaksChinese() {
        stands(null, criterion(GateVerdict.PASS, 20, 1));

        assertThat(slice.send(chinese(PATH)).body()).doesNotContain(">Gate<", "evidence for", ">PASS<");
    }

    @Test
    void hidesTheGateThatWasNotSet() {
        Page page = slice.get(PATH);

        assertThat(page.body())
                .contains("<section id=\"gate\"", "hidden=\"hidden\"")
                .doesNotContain("verdict-chip");
        assertThat(slice.get("/runs/session-nobody/gate").status()).isEqualTo(404);
    }
}
