package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One result, as terminals, pipelines and programs are told of it. */
class GateDocumentsTests {

    private static final GateWords WORDS = GateWords.in(Language.EN);
    private static final Progress PROGRESS = new Progress(12, 0, 12, null);

    private final GateResult result = Gates.result(
            PROGRESS,
            Gates.baseline(List.of(Gates.compared(GateVerdict.PASS, 0.0304, new Reason("mean.pass", List.of())))),
            Gates.criterion(GateVerdict.PASS, new Reason("evidence.pass", List.of("23.37", "20"))),
            Gates.criterion("faults", GateVerdict.UNDECIDED, 0, 4, false, new Reason("no-score", List.of("4"))),
            Gates.criterion("bleu", GateVerdict.UNDECIDED, 10, 2, true, new Reason("near", List.of())));

    @Test
    void terminalsReadALineForEachCriterionAndTheVerdictLast() {
        assertThat(GateText.of(result, WORDS)).isEqualTo("""
                        PASS  exact_match 0.910 (> 0.85)  the evidence for it is 23.37, and 20 are enough
                        UNDECIDED  faults — (< 0.85)  the judge gave no score on any of 4 calls
                        UNDECIDED  bleu 0.910 (> 0.85)  the mean lies too near to the threshold for any number of calls to settle it soon
                        PASS  exact_match +0.030 against release 1 (at most 0.02 worse)  by the plain mean, which chance may turn on the next run
                        UNDECIDED · calls counted: 12 · evidence, α 0.05
                        """);
    }

    @Test
    void differencesBearASignOnlyWhereThereIsOne() {
        assertThat(difference(0.03)).startsWith("+0.030 ");
        assertThat(difference(-0.03)).startsWith("-0.030 ");
        assertThat(difference(0.0)).startsWith("0.000 ");
        assertThat(GateText.difference(Gates.compared(GateVerdict.UNDECIDED, null), Gates.baseline(List.of()), WORDS))
                .startsWith("— ");
    }

    @Test
    void evidenceNeverLooksLikeEnoughBeforeItIs() {
        assertThat(GateText.evidence(19.999)).isEqualTo("19.99");
        assertThat(GateText.evidence(20)).isEqualTo("20");
        assertThat(GateText.evidence(99.999)).isEqualTo("99.99");
        assertThat(GateText.evidence(100)).isEqualTo("100");
        assertThat(GateText.evidence(399.99)).isEqualTo("399");
        assertThat(GateText.evidence(0.5)).isEqualTo("0.5");
        assertThat(GateText.evidence(0)).isEqualTo("0");
    }

    @Test
    void workflowsReadALevelATitleAndAMessage() {
        assertThat(GateCommands.of(result, WORDS).lines())
                .containsExactly(
                        "::notice title=exact_match 0.910 (> 0.85)::PASS: the evidence for it is 23.37, and 20 are enough",
                        "::warning title=faults — (< 0.85)::UNDECIDED: the judge gave no score on any of 4 calls",
                        "::warning title=bleu 0.910 (> 0.85)::UNDECIDED: the mean lies too near to the threshold for any"
                                + " number of calls to settle it soon",
                        "::notice title=exact_match +0.030 against release 1 (at most 0.02 worse)::PASS: by the plain mean,"
                                + " which chance may turn on the next run",
                        "::warning title=nightly::UNDECIDED: calls counted: 12 · evidence, α 0.05");
    }

    /** As the runner reads it back: actions/toolkit, packages/core, command.ts. */
    @Test
    void namesOfUsersCannotEndAWorkflowCommand() {
        GateResult odd = Gates.result(
                PROGRESS,
                null,
                Gates.criterion(
                        "50%: a,b\n::error::", GateVerdict.FAIL, 10, 0, true, new Reason("mean.fail", List.of())));

        assertThat(GateCommands.of(odd, WORDS).lines().findFirst())
                .contains(
                        "::error title=50%25%3A a%2Cb %3A%3Aerror%3A%3A 0.910 (> 0.85)::FAIL: by the plain mean, which"
                                + " chance may turn on the next run");
    }

    @Test
    void testReportsCountFailuresErrorsAndWhatWasSkipped() {
        assertThat(GateJunit.of(result, WORDS))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuites><testsuite name=\"marksheet gate nightly\""
                                + " tests=\"4\" failures=\"0\" errors=\"1\" skipped=\"1\">"
                                + "<testcase classname=\"marksheet.gate.session-nightly\" name=\"exact_match &gt; 0.85\"></testcase>"
                                + "<testcase classname=\"marksheet.gate.session-nightly\" name=\"faults &lt; 0.85\">"
                                + "<error message=\"faults — (&lt; 0.85): the judge gave no score on any of 4 calls\">"
                                + "faults — (&lt; 0.85): the judge gave no score on any of 4 calls</error></testcase>"
                                + "<testcase classname=\"marksheet.gate.session-nightly\" name=\"bleu &gt; 0.85\">"
                                + "<skipped message=\"bleu 0.910 (&gt; 0.85): the mean lies too near to the threshold for any number of"
                                + " calls to settle it soon\">bleu 0.910 (&gt; 0.85): the mean lies too near to the threshold for any"
                                + " number of calls to settle it soon</skipped></testcase>"
                                + "<testcase classname=\"marksheet.gate.session-nightly\" name=\"exact_match against release 1\">"
                                + "</testcase></testsuite></testsuites>\n");
    }

    @Test
    void whatXmlCannotWriteIsReplaced() {
        GateResult odd = Gates.result(
                PROGRESS,
                null,
                Gates.criterion(
                        "a\u0001b\uD800c\uFFFFd\u202Ee",
                        GateVerdict.FAIL,
                        10,
                        0,
                        true,
                        new Reason("mean.fail", List.of())));

        assertThat(GateJunit.of(odd, WORDS))
                .contains("failures=\"1\" errors=\"0\" skipped=\"0\"")
                .contains("name=\"a b\uFFFDc\uFFFDd e &gt; 0.85\"")
                .contains("<failure message=\"a b\uFFFDc\uFFFDd e 0.910 (&gt; 0.85): by the plain mean");
    }

    @Test
    void aBaselineThatCannotBeComparedIsOneLine() {
        GateResult alone = Gates.result(
                PROGRESS,
                Gates.baseline(List.of(), new Reason("no-baseline", List.of("release 1"))),
                new CriterionResult[0]);

        assertThat(GateText.of(alone, WORDS))
                .isEqualTo("UNDECIDED  against release 1  there is no session release 1 to compare with\n"
                        + "UNDECIDED · calls counted: 12 · evidence, α 0.05\n");
    }

    private static String difference(double value) {
        return GateText.difference(Gates.compared(GateVerdict.PASS, value), Gates.baseline(List.of()), WORDS);
    }
}
