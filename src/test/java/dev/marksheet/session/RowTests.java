package dev.marksheet.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.evidence.Evidence;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTests {

    private static final ScoreRequest REQUEST = Jobs.request("s", Jobs.sample("Why?", "So."));

    @Test
    void replacesOnlyARowThatIsThere() {
        Row first = row(7, 0.5);

        assertThat(first.replaces()).isFalse();
        assertThat(first.attempts()).isZero();
        assertThat(first.after(new Row.Earlier(2, 0, costing(1))).replaces()).isFalse();
        Row again = first.after(new Row.Earlier(2, 1, costing(1)));
        assertThat(again.replaces()).isTrue();
        assertThat(again.attempts()).isEqualTo(2);
    }

    @Test
    void costsWhatWasNotCountedBefore() {
        assertThat(row(7, 0.75).newCost()).isEqualTo(0.75);
        assertThat(row(7, 0.75).after(new Row.Earlier(1, 7, costing(0.5))).newCost())
                .isEqualTo(0.25);
    }

    @Test
    void changesInOneThingAtATime() {
        Row.Earlier end = new Row.Earlier(1, 7, costing(0.5));
        Row row = row(7, 0.75).after(end);
        JudgeFingerprint whole = new JudgeFingerprint("000000000001", null);

        assertThat(row.numbered(8)).isEqualTo(new Row(8, row.job(), row.run(), REQUEST, costing(0.75), NOW, end));
        assertThat(row.with(costing(2))).isEqualTo(new Row(7, row.job(), row.run(), REQUEST, costing(2), NOW, end));
        assertThat(row.fingerprintedBy(whole).result()).isEqualTo(costing(0.75).fingerprintedBy(whole));
        assertThat(row.fingerprintedBy(whole).earlier()).isEqualTo(end);
    }

    private static final Instant NOW = Instant.EPOCH;

    private static Row row(int number, double cost) {
        return new Row(number, new JobId("00000000000a"), RunId.of(REQUEST.session()), REQUEST, costing(cost), NOW);
    }

    private static CallResult costing(double cost) {
        return new CallResult(
                Map.of("faithfulness", new Score.Scored(1, Evidence.NONE)),
                Map.of("faithfulness", Usage.of(1, 0, 1, 1).costing(cost)),
                5,
                1.0);
    }
}
