package dev.marksheet.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTests {

    @Test
    void keepsWhatThePassagesSayOfAStatement() {
        Finding finding = new Finding("It is old.", 0, null, "because", null, List.of("unit"), "contradicted");
        Evidence evidence = Evidence.of("0 of 1 = 0.00", "statements", List.of(finding));
        CallResult result = new CallResult(Map.of("faithfulness", new Score.Scored(0, evidence)), Map.of(), 1, null);

        assertThat(Json.readEvidence(Json.writeEvidence(result))).isEqualTo(Map.of("faithfulness", evidence));
    }

    @Test
    void readsEvidenceOfAnEarlierVersion() {
        String stored = """
                {"faithfulness":{"formula":"0 of 1 = 0.00","notes":[],"findings":{"statements":[
                {"text":"It is old.","verdict":0,"value":null,"reason":"because","quote":null}]}}}""";

        assertThat(Json.readEvidence(stored).get("faithfulness").findings().get("statements"))
                .containsExactly(new Finding("It is old.", 0, null, "because", null));
    }
}
