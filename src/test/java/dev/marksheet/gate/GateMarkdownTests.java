package dev.marksheet.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GateMarkdownTests {

    private static final Progress PROGRESS = new Progress(12, 0, 12, null);
    private static final Reason BY_MEAN = new Reason("mean.fail", List.of());

    @Test
    void isATableOfCriteriaOneOfComparisonsAndTheWorstCalls() {
        GateResult result = Gates.result(
                PROGRESS,
                Gates.baseline(List.of(Gates.compared(GateVerdict.PASS, 0.0304, BY_MEAN))),
                Gates.criterion(GateVerdict.FAIL, BY_MEAN),
                Gates.criterion("faults", GateVerdict.UNDECIDED, 0, 4, false, new Reason("no-score", List.of("4"))));
        WorstCall worst = new WorstCall("exact_match", "Who?", 0.25, "/runs/session-nightly/samples/3");

        assertThat(of(result, List.of(worst), "http://host")).isEqualTo("""
                        ### ❌ FAIL [nightly](http://host/runs/session-nightly)

                        FAIL · calls counted: 12 · evidence, α 0.05

                        | verdict | criterion | mean | scored | evidence for / needed | evidence against / needed | why |
                        |---|---|---:|---:|---:|---:|---|
                        | ❌ FAIL | `exact_match` \\> 0.85 | 0.910 | 10 / 12 | 19.99 / 20 | 0.25 / 400 | by the plain mean, which chance may turn on the next run |
                        | ⏳ UNDECIDED | `faults` \\< 0.85 | — | 0 / 4 | 19.99 / 20 | 0.25 / 400 | the judge gave no score on any of 4 calls |

                        **against release 1** ✅ PASS

                        | verdict | criterion | difference | pairs | evidence for / needed | evidence against / needed | why |
                        |---|---|---:|---:|---:|---:|---|
                        | ✅ PASS | `exact_match` at most 0.02 worse | 0.030 | 7 | 123 / 20 | 0.5 / 40 | by the plain mean, which chance may turn on the next run |

                        Worst calls:

                        - `exact_match` 0.25: [Who?](http://host/runs/session-nightly/samples/3)
                        """);
    }

    @Test
    void leavesOutWhatWasNotAskedFor() {
        GateResult bare = Gates.result(PROGRESS, null, new CriterionResult[0]);
        GateResult without = Gates.result(
                PROGRESS, Gates.baseline(List.of(), new Reason("no-metric", List.of())), new CriterionResult[0]);

        assertThat(of(bare, List.of(), null))
                .isEqualTo("### ⏳ UNDECIDED nightly\n\nUNDECIDED · calls counted: 12 · evidence, α 0.05\n\n");
        assertThat(of(without, List.of(), null))
                .endsWith(
                        "**against release 1** ⏳ UNDECIDED the baseline has no score in it: rescore the baseline with this"
                                + " metric\n\n");
    }

    @Test
    void linksNothingWithoutAnAddressAndEndsNoLinkByWhatStandsInIt() {
        GateResult result = Gates.result(PROGRESS, null, Gates.criterion(GateVerdict.FAIL, BY_MEAN));
        WorstCall odd = new WorstCall("exact_match", "a](b) *c*", 0, "/runs/x (1) <2>");

        assertThat(of(result, List.of(odd), null)).endsWith("- `exact_match` 0.00: a\\](b) \\*c\\*\n");
        assertThat(of(result, List.of(odd), "http://host"))
                .endsWith("- `exact_match` 0.00: [a\\](b) \\*c\\*](http://host/runs/x%20%281%29%20%3C2%3E)\n");
    }

    @Test
    void programsReadTheSameFiguresWithSixDecimals() {
        GateResult result = Gates.result(
                new Progress(12, 1, 13, 20L),
                Gates.baseline(List.of(Gates.compared(GateVerdict.PASS, 1.0 / 3, BY_MEAN))),
                Gates.criterion("faults", GateVerdict.UNDECIDED, 2, 1, false, BY_MEAN),
                Gates.criterion("none", GateVerdict.UNDECIDED, 0, 0, true, BY_MEAN));

        GateBody body = GateBody.of(result, GateWords.in(Language.EN));

        assertThat(body.calls()).isEqualTo(new GateBody.Calls(12, 1, 20L));
        assertThat(body.rule()).isEqualTo("evidence");
        assertThat(body.criteria().get(0).coverage()).isEqualTo(0.666667);
        assertThat(body.criteria().get(0).mean()).isEqualTo(0.91);
        assertThat(body.criteria().get(1).coverage()).isNull();
        assertThat(body.criteria().get(1).mean()).isNull();
        assertThat(body.baseline().metrics().get(0).difference()).isEqualTo(0.333333);
        assertThat(body.baseline().reason()).isEmpty();
        assertThat(GateBody.of(Gates.result(PROGRESS, null), GateWords.in(Language.EN))
                        .baseline())
                .isNull();
    }

    @Test
    void joinsReasonsIntoOneSentenceOfEitherLanguage() {
        List<Reason> reasons = List.of(new Reason("open", List.of("2", "5")), new Reason("no-call", List.of()));

        assertThat(GateWords.in(Language.EN).reasons(reasons))
                .isEqualTo("2 of 5 calls are still open; no call that counts has a score in it yet");
        assertThat(GateWords.in(Language.ZH).reasons(reasons)).isEqualTo("5 个样本中还有 2 个未结束；还没有计入的样本有此项得分");
        assertThat(GateWords.in(Language.ZH).reasons(List.of())).isEmpty();
    }

    private static String of(GateResult result, List<WorstCall> worst, @Nullable String base) {
        return GateMarkdown.of(result, GateWords.in(Language.EN), worst, base);
    }
}
