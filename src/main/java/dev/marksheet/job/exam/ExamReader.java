package dev.marksheet.job.exam;

import dev.marksheet.exam.Exam;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.ExamStore;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How judges did in the exam. Safe for use by many threads at once. */
public final class ExamReader {

    private final ExamStore store;
    private final Examiner examiner;

    ExamReader(ExamStore store, Examiner examiner) {
        this.store = store;
        this.examiner = examiner;
    }

    /**
     * A judge and how it did.
     *
     * @param latest its latest run, whatever came of it
     * @param completed its latest run with a result; null before the first
     * @param flips ids of the rows on which the last two completed runs differ; null while there are not two
     */
    public record Examined(
            ExamRun latest,
            @Nullable ExamRun completed,
            @Nullable List<String> flips) {

        public Examined {
            flips = flips == null ? null : List.copyOf(flips);
        }
    }

    /**
     * The judges that have begun an exam, the latest first; at most a hundred.
     *
     * @param model the one judge model that is asked for; null for all
     */
    public List<Examined> latest(@Nullable String model) {
        return store.latest(model).stream().map(this::examined).toList();
    }

    private Examined examined(ExamRun latest) {
        List<ExamRun> completed = store.completed(latest.fingerprint(), 2);
        ExamResult last = completed.isEmpty() ? null : completed.get(0).result();
        ExamResult before = completed.size() < 2 ? null : completed.get(1).result();
        return new Examined(
                asItIs(latest),
                completed.isEmpty() ? null : completed.get(0),
                last == null || before == null ? null : last.flipsAgainst(before));
    }

    /** What the database holds to be running may have ended with its process. */
    private ExamRun asItIs(ExamRun run) {
        boolean ended = run.state() == ExamRun.State.RUNNING && !examiner.isAtWork(run);
        return ended ? run.interrupted() : run;
    }

    /** The latest results of the judges that marked a session; empty where none of them has sat the exam. */
    public List<ExamResult> of(SessionReport report) {
        Set<String> fingerprints = report.judging().fingerprints().getOrDefault(Exam.METRIC, Set.of());
        return store.results(fingerprints);
    }
}
