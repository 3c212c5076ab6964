package dev.marksheet.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.advice.Diagnosis;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What a report says of its figures; what it says of exams and outages is seen where those are. */
@SuppressWarnings("NullAway")
class ReportReaderTests {

    private final ReportReader reader = new ReportReader(new JudgeHealth(Clock.systemUTC(), true), null);
    private final SessionReport report =
            Reported.session("s").scores("faithfulness", 0.1, 0.2).report();

    @Test
    void saysWhatTheRulesFindInTheSessionsOwnRanges() {
        assertThat(reader.verdict(report, Language.EN))
                .isEqualTo(Diagnosis.verdict(report, report.ranges(), Language.EN))
                .isNotBlank();
        assertThat(reader.advice(report))
                .isEqualTo(Diagnosis.of(report, report.ranges()))
                .isNotEmpty();
    }

    @Test
    void knowsOfNoOutageBeforeAnyRequest() {
        assertThat(reader.outage(Language.EN)).isEmpty();
    }
}
