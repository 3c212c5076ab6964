package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionsTests {

    private static final List<String> ENGLISH = List.of(
            "The Orrin lighthouse was built in 1874 by Ada Finch. It stands 31 metres tall and is open in summer."
                    + " Guests may not smoke in the tower.",
            "The older lighthouse of Venn was built in 1802. Ada Finch taught Jonas Reed at Hallow.");
    private static final List<String> CHINESE =
            List.of("云岭茶厂由林守成于1953年创建，占地12亩。茶厂周一关闭。宾馆不提供宠物食品。", "沈梅在学院教罗远拉大提琴。青溪纸厂由王立于1968年创建。");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Orrin lighthouse was built in 1921 by Ada Finch.|new_number",
                "The Orrin lighthouse was built in 1802 by Ada Finch.|misplaced_number",
                "The Orrin lighthouse was built in 1874 by Clara Holm.|new_name",
                "It stands 31 feet tall and is open in summer.|unit",
                "It stands 31 metres tall and is closed in summer.|antonym",
                "Guests may smoke in the tower.|negation",
                "Jonas Reed taught Ada Finch at Hallow.|roles"
            })
    void namesWhatContradictsTheMatchingSentence(String statement, String trouble) {
        assertThat(troubles(statement, ENGLISH)).contains(trouble);
        assertThat(score(statement, ENGLISH)).isLessThan(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "云岭茶厂由林守成于1963年创建。|new_number",
                "云岭茶厂由林守成于1968年创建。|misplaced_number",
                "云岭茶厂占地12公顷。|unit",
                "茶厂周一开放。|antonym",
                "宾馆提供宠物食品。|negation",
                "罗远在学院教沈梅拉大提琴。|roles"
            })
    void namesItInChinese(String statement, String trouble) {
        assertThat(troubles(statement, CHINESE)).contains(trouble);
        assertThat(score(statement, CHINESE)).isLessThan(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The Orrin lighthouse was built in 1874 by Ada Finch.",
                "1. The Orrin lighthouse was built in 1874 by Ada Finch (passage 1).",
                "It stands 31 meters tall and is open in summer.",
                "Jonas Reed was taught by Ada Finch at Hallow.",
                "Guests may not smoke in the tower.",
                "The older lighthouse of Venn was built in 1802."
            })
    void seesNoContradictionInWhatIsTrue(String statement) {
        assertThat(troubles(statement, ENGLISH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"云岭茶厂由林守成于1953年创建。", "茶厂周一不开放。", "宾馆不提供宠物食品。", "罗远在学院被沈梅教拉大提琴。"})
    void seesNoneInChineseEither(String statement) {
        assertThat(troubles(statement, CHINESE))
                .doesNotContain("antonym", "negation", "unit", "roles", "new_number", "misplaced_number");
    }

    @Test
    void saysItInTheReason() {
        assertThat(reply("It stands 31 feet tall and is open in summer.", ENGLISH)
                        .verdicts()
                        .get(0)
                        .reason())
                .startsWith("The passages give this number another unit");
        assertThat(reply("云岭茶厂占地12公顷。", CHINESE).verdicts().get(0).reason()).startsWith("段落中该数字的单位不同");
    }

    @Test
    void readsUnitsOfNumbersInWordsWithScalesAndSigns() {
        assertThat(Units.differ("It takes six weeks.", "It takes six months.")).isTrue();
        assertThat(Units.differ("It cost 4.2 million euros.", "It cost $4.2 million."))
                .isTrue();
        assertThat(Units.differ("It cost 4.2 million dollars.", "It cost $4.2 million."))
                .isFalse();
        assertThat(Units.differ("A share of 12%.", "A share of 12 percent.")).isFalse();
        assertThat(Units.differ("造价4.2亿元", "造价4.2亿美元")).isTrue();
        assertThat(Units.differ("长62公里", "长62千米")).isFalse();
    }

    private static double score(String statement, List<String> passages) {
        Double score = reply(statement, passages).calibrated();
        return score == null ? Double.NaN : score;
    }

    private static List<String> troubles(String statement, List<String> passages) {
        return reply(statement, passages).verdicts().get(0).troubles();
    }

    private static Reply.Verdicts reply(String statement, List<String> passages) {
        return LocalSupport.answer(new JudgeTask.Support("?", List.of(statement), passages), null);
    }
}
