package dev.marksheet.session;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One run of a judge through the exam.
 *
 * @param fingerprint of the judge, as the marks of a call by faithfulness alone have it
 * @param seenAt when it was last heard of by whoever runs it
 * @param finishedAt null while it runs
 * @param done rows that are judged
 * @param rows rows in all
 * @param error why it ended without a result; null otherwise
 * @param result null until it is completed
 */
public record ExamRun(
        String id,
        String fingerprint,
        String judgeModel,
        State state,
        Instant startedAt,
        Instant seenAt,
        @Nullable Instant finishedAt,
        int done,
        int rows,
        @Nullable String error,
        @Nullable ExamResult result) {

    /** Where it stands. */
    public enum State {
        RUNNING,
        COMPLETED,
        /** The judge could not be asked to the end. */
        FAILED,
        /** The service stopped. */
        INTERRUPTED;

        /** The name in JSON, SQL and pages. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if there is no such state */
        public static State ofWireName(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** One that begins. */
    public static ExamRun begun(String id, String fingerprint, String judgeModel, int rows, Instant now) {
        return new ExamRun(id, fingerprint, judgeModel, State.RUNNING, now, now, null, 0, rows, null, null);
    }

    /** The same with as many rows done. */
    public ExamRun at(int rowsDone) {
        return new ExamRun(
                id, fingerprint, judgeModel, state, startedAt, seenAt, finishedAt, rowsDone, rows, error, result);
    }

    /** The same, ended without a result. */
    public ExamRun ended(State how, @Nullable String why, Instant now) {
        return new ExamRun(id, fingerprint, judgeModel, how, startedAt, now, now, done, rows, why, null);
    }

    /** The same, completed by a judge of this fingerprint. */
    public ExamRun completed(String by, ExamResult found, Instant now) {
        return new ExamRun(id, by, judgeModel, State.COMPLETED, startedAt, now, now, done, rows, null, found);
    }

    /** The same, ended when it was last heard of. */
    public ExamRun interrupted() {
        return new ExamRun(
                id, fingerprint, judgeModel, State.INTERRUPTED, startedAt, seenAt, seenAt, done, rows, error, result);
    }
}
