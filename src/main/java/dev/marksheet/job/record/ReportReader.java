package dev.marksheet.job.record;

import dev.marksheet.advice.Diagnosis;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Optional;

/**
 * What a report says about its figures. Safe for use by many threads at once.
 */
public final class ReportReader {

    private final JudgeHealth health;
    private final ExamReader exams;

    ReportReader(JudgeHealth health, ExamReader exams) {
        this.exams = exams;
        this.health = health;
    }

    /**
     * Why calls wait for the judge's endpoint.
     *
     * @param state {@code unreachable}, {@code refusing} or {@code missing}
     * @param said what the latest request met and what to change
     */
    public record Outage(String state, String said) {}

    /** What the latest request to the judge's endpoint met; empty when it was reached last, or never asked. */
    public Optional<Outage> outage(Language language) {
        return health.outage().map(outage -> new Outage(health.state().wireName(), outage.said(language)));
    }

    /** The whole session in one or two sentences, plain text. */
    public String verdict(SessionReport report, Language language) {
        return Diagnosis.verdict(report, report.ranges(), language);
    }

    /** How the judges that marked a session did in the exam; empty where none of them has sat it. */
    public List<ExamResult> exams(SessionReport report) {
        return exams.of(report);
    }

    /** What the figures of a session advise, heaviest first; never empty. */
    public List<AdviceCard> advice(SessionReport report) {
        return Diagnosis.of(report, report.ranges());
    }
}
