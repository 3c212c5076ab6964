package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.judge.VerdictLabel;
import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalSupportTests {

    private static final List<String> LIGHTHOUSE = List.of(
            "Harbour fees rose last year. Boats now pay per metre.",
            "The Orrin lighthouse was built in 1874 by Ada Finch. It stands 31 metres tall and is open in summer.");
    private static final List<String> TEA = List.of("云岭茶厂创建于1953年，位于青溪县。茶厂每年生产约三百吨绿茶。");

    @Test
    void scoresWrongNumberBelowFaithfulAnswer() {
        double faithful = score("When was it built?", LIGHTHOUSE, "The Orrin lighthouse was built in 1874.");
        double wrong = score("When was it built?", LIGHTHOUSE, "The Orrin lighthouse was built in 1921.");

        assertThat(faithful).isGreaterThan(0.5).isGreaterThan(wrong + 0.1);
    }

    @Test
    void findsInventedSentenceUnsupportedAndNamesIt() {
        Reply.Verdicts reply = judge(
                "When was it built?",
                LIGHTHOUSE,
                "The Orrin lighthouse was built in 1874.",
                "Captain Elias Monroe shipwrecked nearby, inspiring an annual kayak regatta.");

        assertThat(reply.verdicts()).extracting(Reply.Verdict::verdict).containsExactly(true, false);
        assertThat(reply.verdicts().get(1).reason()).contains("Captain", "Elias");
        assertThat(reply.calibrated()).isLessThan(0.5);
    }

    @Test
    void tellsWhatIsContradictedFromWhatIsNotMentioned() {
        assertThat(judge(
                                "When was it built?",
                                LIGHTHOUSE,
                                "The Orrin lighthouse was built in 1874.",
                                "The Orrin lighthouse was built in 1921 by Ada Finch.",
                                "Captain Elias Monroe shipwrecked nearby, inspiring an annual kayak regatta.")
                        .verdicts())
                .extracting(Reply.Verdict::label)
                .containsExactly(VerdictLabel.SUPPORTED, VerdictLabel.CONTRADICTED, VerdictLabel.NOT_MENTIONED);
        assertThat(judge("Is it tall?", LIGHTHOUSE, "No.").verdicts().get(0).label())
                .isNull();
        assertThat(judge("When?", List.of(" "), "It was built by Ada Finch in 1874.")
                        .verdicts()
                        .get(0)
                        .label())
                .isEqualTo(VerdictLabel.NOT_MENTIONED);
    }

    @Test
    void givesInOnePassWhatItGivesInTwoSteps() {
        String answer = "The Orrin lighthouse was built in 1921. It stands 31 metres tall.";

        assertThat(LocalSupport.answer(new JudgeTask.OnePassSupport("How tall?", answer, LIGHTHOUSE), null))
                .isEqualTo(judge(
                        "How tall?",
                        LIGHTHOUSE,
                        "The Orrin lighthouse was built in 1921.",
                        "It stands 31 metres tall."));
    }

    /** The page shows them by these words. */
    @ParameterizedTest
    @EnumSource
    void everyKindOfTroubleHasItsWords(Trouble trouble) {
        for (Language language : Language.values()) {
            assertThat(Wording.of("web.messages", language).find("trouble." + trouble.wireName()))
                    .isNotBlank();
        }
    }

    @Test
    void quotesWhatStandsInThePassage() {
        Reply.Verdicts reply = judge("How tall?", LIGHTHOUSE, "It stands 31 metres tall and is open in summer.");

        Quote quote = Objects.requireNonNull(reply.verdicts().get(0).quote());
        assertThat(quote.passage()).isEqualTo(1);
        assertThat(quote.found()).isTrue();
        assertThat(quote.text())
                .contains("31 metres")
                .isEqualTo(LIGHTHOUSE.get(1).substring(quote.start(), quote.end()));
    }

    @Test
    void tellsChineseCounterfactualFromFact() {
        double fact = score("云岭茶厂位于哪里？", TEA, "青溪县");
        double counterfactual = score("云岭茶厂位于哪里？", TEA, "东湖市");

        assertThat(fact).isGreaterThan(0.5);
        assertThat(counterfactual).isLessThan(0.5);
    }

    @Test
    void findsOneWrongPartOfShortChineseAnswer() {
        List<String> film = List.of("影片《山海渡口》由陈望舟执导，于2021年2月12日在全国上映。");

        assertThat(score("《山海渡口》何时上映？", film, "2021年2月12日")).isGreaterThan(0.5);
        assertThat(score("《山海渡口》何时上映？", film, "2011年2月12日")).isLessThan(0.5);
        assertThat(score("《山海渡口》的导演是谁？", film, "陈望舟")).isGreaterThan(0.5);
        assertThat(score("《山海渡口》的导演是谁？", film, "陈海舟")).isLessThan(0.5);
    }

    @Test
    void saysThatItCannotJudgeBareYesOrNo() {
        Reply.Verdicts english = judge("Is the lighthouse tall?", LIGHTHOUSE, "No.");
        Reply.Verdicts chinese = judge("云岭茶厂生产绿茶吗？", TEA, "是的");

        assertThat(english.calibrated()).isBetween(0.5, 0.6);
        assertThat(english.verdicts().get(0).reason()).contains("without being judged");
        assertThat(chinese.calibrated()).isBetween(0.5, 0.6);
        assertThat(chinese.verdicts().get(0).reason()).contains("未作判断");
        assertThat(score("Is it tall?", List.of(""), "Yes")).isLessThan(0.5);
    }

    @Test
    void givesReasonsInTheLanguageOfTheData() {
        assertThat(judge("云岭茶厂位于哪里？", TEA, "东湖市").verdicts().get(0).reason()).contains("段落", "东湖市");
    }

    @Test
    void doesNotHoldRefusalAgainstTheAnswer() {
        Reply.Verdicts reply = judge("Who painted it?", LIGHTHOUSE, "The passages do not mention a painter.");

        assertThat(reply.calibrated()).isGreaterThan(0.5);
        assertThat(reply.verdicts().get(0).reason()).contains("missing information");
        assertThat(score("谁是厂长？", TEA, "根据文档无法回答厂长是谁。")).isGreaterThan(0.5);
    }

    @Test
    void findsNothingSupportedByBlankPassages() {
        Reply.Verdicts reply = judge("When?", List.of(" ", "\n"), "It was built by Ada Finch in the year 1874.");

        assertThat(reply.verdicts()).noneMatch(Reply.Verdict::verdict).allMatch(verdict -> verdict.quote() == null);
        assertThat(reply.calibrated()).isLessThan(0.5);
    }

    @Test
    void givesNoScoreWhereThereIsNoStatement() {
        assertThat(judge("When?", LIGHTHOUSE)).isEqualTo(new Reply.Verdicts(List.of(), null));
    }

    private static double score(String question, List<String> passages, String... statements) {
        return Objects.requireNonNull(judge(question, passages, statements).calibrated());
    }

    private static Reply.Verdicts judge(String question, List<String> passages, String... statements) {
        return LocalSupport.answer(new JudgeTask.Support(question, List.of(statements), passages), null);
    }
}
