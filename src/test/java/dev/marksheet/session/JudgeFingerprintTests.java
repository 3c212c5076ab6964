package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JudgeFingerprintTests {

    private static final JudgeFingerprint.Parts PARTS = new JudgeFingerprint.Parts(
            "m", "e", "host:1", "p", new TreeMap<>(Map.of("temperature", "0")), new TreeMap<>());

    private static JudgeFingerprint marking(String... metricsAndVersions) {
        Map<String, String> versions = new TreeMap<>();
        for (int i = 0; i < metricsAndVersions.length; i += 2) {
            versions.put(metricsAndVersions[i], metricsAndVersions[i + 1]);
        }
        return JudgeFingerprint.of(PARTS.marking(versions));
    }

    @Test
    void isTheSameForEqualPartsOnEveryMachine() {
        assertThat(marking("faithfulness", "1").hash()).isEqualTo("774aeb186489");
    }

    @Test
    void differsWithEveryPart() {
        assertThat(marking("faithfulness", "1").hash())
                .isNotEqualTo(marking("faithfulness", "2").hash())
                .isNotEqualTo(marking().hash());
        JudgeFingerprint.Parts moved =
                new JudgeFingerprint.Parts("m", "e", "host:2", "p", PARTS.parameters(), PARTS.metrics());
        assertThat(JudgeFingerprint.of(moved).hash())
                .isNotEqualTo(JudgeFingerprint.of(PARTS).hash());
    }

    @Test
    void tellsOfOneMetricWithoutRegardToTheOthers() {
        JudgeFingerprint alone = marking("faithfulness", "1");
        JudgeFingerprint among = marking("context_recall", "7", "faithfulness", "1");

        assertThat(among.ofMetric("faithfulness")).isEqualTo(alone.ofMetric("faithfulness"));
        assertThat(among.ofMetric("context_recall")).isNotEqualTo(among.ofMetric("faithfulness"));
        assertThat(among.ofMetric("bleu_score")).isNull();
    }
}
