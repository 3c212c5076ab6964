package dev.marksheet.session.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.GateSettings;
import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTests {

    @Test
    void keepsOrdinaryEvidenceAsItIs() {
        Evidence evidence = new Evidence(
                "1 of 1 = 1.00",
                Map.of(
                        "statements",
                        List.of(new Finding(
                                "It is.",
                                0,
                                null,
                                "because",
                                Quote.at(0, "It is.", 0, 5),
                                List.of("new_number"),
                                "contradicted"))),
                List.of("a note"),
                List.of(new JudgeReply("support", 0, "{}")),
                Evidence.LOW);

        assertThat(evidence.bounded(Language.EN)).isEqualTo(evidence);
    }

    @Test
    void cutsLongTextsButNotWhereAQuoteStands() {
        String passage = "x".repeat(5000);
        Finding finding = new Finding(passage, 1, null, passage, Quote.at(0, passage, 10, 5000));

        Finding bounded = Evidence.of("f", "statements", List.of(finding))
                .bounded(Language.EN)
                .findings()
                .get("statements")
                .get(0);

        assertThat(bounded.text()).hasSize(2000).endsWith("x…");
        assertThat(bounded.reason()).hasSize(2000);
        assertThat(bounded.quote()).isEqualTo(new Quote(0, 10, 5000, "x".repeat(1999) + "…", true));
    }

    @Test
    void saysHowManyFindingsOfALongListAreKept() {
        Evidence evidence =
                Evidence.of("f", "statements", Collections.nCopies(9000, Finding.of("It is made of iron.")));

        Evidence bounded = evidence.bounded(Language.EN);

        assertThat(bounded.findings().get("statements")).hasSizeBetween(1000, 2000);
        assertThat(bounded.notes())
                .singleElement()
                .asString()
                .startsWith("statements: the first ")
                .endsWith(" of 9000 are kept; the score counts all");
    }

    @Test
    void saysItInTheLanguageOfTheCall() {
        Evidence evidence = Evidence.of("f", "statements", Collections.nCopies(9000, Finding.of("它是铁造的。")));

        assertThat(evidence.bounded(Language.ZH).notes())
                .singleElement()
                .asString()
                .startsWith("statements：只保留 9000 项中的前 ");
    }

    @Test
    void keepsTwoHundredThousandCharactersAndNoMore() {
        String quoted = "q".repeat(400);
        Finding ofTwoThousand = new Finding("t".repeat(1000), 1, null, "r".repeat(500), Quote.at(0, quoted, 0, 400));
        List<Finding> all = new ArrayList<>(Collections.nCopies(100, ofTwoThousand));

        assertThat(kept(all)).isEqualTo(100);

        all.set(0, new Finding("t".repeat(1000), 1, null, "r".repeat(501), Quote.at(0, quoted, 0, 400)));
        assertThat(kept(all)).isEqualTo(99);
        all.set(0, Finding.of("t".repeat(1900)));
        assertThat(kept(all)).as("without reason and quote").isEqualTo(100);
    }

    private static int kept(List<Finding> findings) {
        return Evidence.of("f", "statements", findings)
                .bounded(Language.EN)
                .findings()
                .get("statements")
                .size();
    }

    @Test
    void readsWhatAnEarlierVersionStored() {
        Evidence stored = new Evidence("f", Map.of(), List.of(), null, null);

        assertThat(stored.replies()).isEmpty();
        assertThat(new Finding("t", 1, null, null, null, null).troubles()).isEmpty();
        assertThat(new GateSettings(null, null, null, null, null, null).criteria())
                .isEmpty();
    }

    @Test
    void isFirmUntilItsJudgeIsUnsure() {
        Evidence firm = new Evidence("f", Map.of(), List.of("one")).quoting(List.of(new JudgeReply("q", 1, "{}")));

        Evidence unsure = firm.unsure("two");

        assertThat(firm.isFirm()).isTrue();
        assertThat(unsure.isFirm()).isFalse();
        assertThat(unsure.notes()).containsExactly("one", "two");
        assertThat(unsure.replies()).isEqualTo(firm.replies());
    }

    @Test
    void keepsSoMuchOfAReplyAndOfAnOrder() {
        JudgeReply reply = new JudgeReply("support", null, "x".repeat(4001));

        assertThat(reply.reply()).hasSize(4000).endsWith("x…");
        assertThat(reply.about(3)).isEqualTo(new JudgeReply("support", 3, reply.reply()));
        assertThat(new Injection("answer", "x".repeat(201)).words())
                .hasSize(200)
                .endsWith("x…");
        assertThat(Quote.madeUp(2, "words")).isEqualTo(new Quote(2, -1, -1, "words", false));
        assertThat(Finding.of("t", 0.5)).isEqualTo(new Finding("t", null, 0.5, null, null));
    }

    @Test
    void neverCutsACharacterInTwo() {
        assertThat(Bounded.cut("ab😀cd", 4)).isEqualTo("ab…");
        assertThat(Bounded.cut("ab😀cd", 5)).isEqualTo("ab😀…");
    }
}
