package dev.marksheet.job.record;

import static dev.marksheet.session.CallCounts.counts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.LogLines;
import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.FakeAdviceVersions;
import org.junit.jupiter.api.Test;

class AdviceHistoryTests {

    private final FakeAdviceVersions versions = new FakeAdviceVersions();
    private final AdviceHistory history = new AdviceHistory(versions);

    private static SessionReport report(long ended, double score) {
        return Reported.session("s")
                .calls(counts(0, 0, ended, 0))
                .scores("exact_match", score, score, score, score, score, score)
                .report();
    }

    @Test
    void keepsWhatWasAdvisedBeforeAnotherAdvice() {
        history.changed(report(5, 0.9), report(6, 0.1));

        assertThat(versions.kept()).extracting(AdviceVersion::calls).containsExactly(5L);
        assertThat(versions.kept().get(0).findings())
                .extracting(AdviceVersion.Finding::id)
                .containsExactly("all_fine");
    }

    @Test
    void theSameAdviceIsNoNews() {
        history.changed(report(5, 0.9), report(6, 0.91));

        assertThat(versions.kept()).isEmpty();
    }

    @Test
    void whatFourCallsHintedAtIsNoHistory() {
        history.changed(report(4, 0.9), report(5, 0.1));

        assertThat(versions.kept()).isEmpty();
    }

    @Test
    void aHistoryThatCantBeKeptIsSaidAndHarmsNothing() {
        versions.refuseWith(new IllegalStateException("disk full"));
        try (LogLines log = new LogLines(AdviceHistory.class)) {
            history.changed(report(5, 0.9), report(6, 0.1));

            assertThat(log.lines()).containsExactly("WARN The advice before is not kept for session-s (disk full)");
        }
    }
}
