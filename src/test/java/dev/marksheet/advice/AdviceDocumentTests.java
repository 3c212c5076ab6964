package dev.marksheet.advice;

import static dev.marksheet.advice.Reports.rag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionReport.AdviceProse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class AdviceDocumentTests {

    private static final List<CallResult> MISSES = Collections.nCopies(12, rag(0.9, 0.9, 0.9, 0.2, 0.6));

    @Test
    void namesFindingPartCertaintyCallsAndWhatToTry() {
        assertThat(markdown("s1", false, "gpt", null)).contains("""
                ## 1. The retriever misses facts

                - **Part to blame:** retriever
                - **How sure:** sure; 12 of 12 calls where it could show, so 76% to 100% of all such calls (95% interval)
                - **Calls that show it:** `session-score-8`, `session-score-9`, `session-score-10`, `session-score-11`, `session-score-12`

                On 12 of 12 calls""");
    }

    @Test
    void speaksChineseInAChineseSession() {
        assertThat(markdown("s1", true, "gpt", null)).contains("""
                ## 1. 检索漏掉了事实

                - **问题所在：** 检索
                - **把握：** 确定；在可判断的 12 个样本中出现 12 次，推及同类样本约为 76% 至 100%（95% 区间）
                """);
    }

    @Test
    void saysThatNoLlmJudgedOnlyWhereThatIsSo() {
        assertThat(markdown("s1", false, "local", null)).contains("no LLM judged them");
        assertThat(markdown("s1", false, "gpt", null)).doesNotContain("no LLM judged them");
    }

    @Test
    void endsWithTheJudgesProseAndHowMuchItHasSeen() {
        assertThat(markdown("s1", false, "gpt", new AdviceProse("Do **this**.\n", 10)))
                .contains("## What the judge says")
                .contains("10 of the 12 ended calls")
                .endsWith("Do **this**.\n");
    }

    @Test
    void keepsAHostileSessionIdInTheTitle() {
        assertThat(markdown("a|`b` <img onerror=x> # [l](u)", false, "gpt", null)
                        .lines()
                        .findFirst())
                .hasValue("# Optimization advice: a\\|\\`b\\` \\<img onerror=x\\> \\# \\[l\\](u)");
    }

    @Test
    void hasTheSameWordsInBothLanguages() {
        assertThat(bundle(Locale.CHINESE).keySet())
                .isEqualTo(bundle(Locale.ENGLISH).keySet())
                .hasSizeGreaterThan(80);
        for (Signal signal : Signal.values()) {
            assertThat(bundle(Locale.ENGLISH).keySet()).contains("card." + signal.wireName() + ".finding");
        }
    }

    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(Diagnosis.BUNDLE, locale);
    }

    private static String markdown(String session, boolean chinese, String judge, AdviceProse prose) {
        SessionReport report = Reports.of(session, chinese, judge, MISSES, prose);
        return AdviceDocument.markdown(report, Map.of());
    }
}
