package dev.marksheet.job.removal;

import dev.marksheet.job.record.RunDocuments;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.SessionStore;
import dev.marksheet.store.TextRetention;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets the texts of calls that are old enough, in the database in small steps and then in the files of their run. A crash
 * in between is healed at the next look. Used by one thread at a time; over many processes each call is forgotten once.
 */
final class ForgottenTexts {

    private static final Logger LOG = LoggerFactory.getLogger(ForgottenTexts.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int SLACK = 20;
    private static final int RUNS = 50;

    private final TextRetention texts;
    private final SessionStore sessions;
    private final SessionQueries queries;
    private final SessionReports reports;
    private final RunDocuments documents;
    private final Sweeper sweeper;
    private final Clock clock;
    private final SmallSteps steps = new SmallSteps();

    ForgottenTexts(
            TextRetention texts,
            SessionStore sessions,
            SessionQueries queries,
            SessionReports reports,
            RunDocuments documents,
            Sweeper sweeper,
            Clock clock) {
        this.texts = texts;
        this.sessions = sessions;
        this.queries = queries;
        this.reports = reports;
        this.documents = documents;
        this.sweeper = sweeper;
        this.clock = clock;
    }

    /**
     * Forgets texts.
     *
     * @param kept how long they are kept. A session that goes on has its {@code scores.csv} written anew each time, so that
     *     up to a day more, or a twentieth, may pass
     * @param goOn asked between two steps
     */
    void forget(Duration kept, BooleanSupplier goOn) {
        Duration twentieth = kept.dividedBy(SLACK);
        Instant before = clock.instant().minus(kept);
        Instant due = before.minus(twentieth.compareTo(DAY) < 0 ? twentieth : DAY);
        String after = "";
        List<RunId> runs;
        do {
            runs = texts.candidates(after, due, RUNS);
            for (RunId run : runs) {
                after = run.value();
                if (goOn.getAsBoolean()) {
                    forget(run, due, before, goOn);
                }
            }
        } while (goOn.getAsBoolean() && runs.size() == RUNS);
    }

    private void forget(RunId run, Instant due, Instant before, BooleanSupplier goOn) {
        boolean any = texts.oldest(run).filter(oldest -> !oldest.isAfter(due)).isPresent();
        if (any) {
            long[] after = {0};
            while (goOn.getAsBoolean() && steps.take(size -> step(run, after, before, size))) {
                // On to the next step.
            }
        }
        if (goOn.getAsBoolean() && texts.forgotten(run) > texts.leftOut(run)) {
            rewriteFiles(run);
            sweeper.giveBackSoon();
            LOG.info("The texts of {} calls of {} are forgotten", texts.forgotten(run), run.value());
        }
    }

    private boolean step(RunId run, long[] after, Instant before, int size) {
        Optional<Long> last = Futures.join(texts.forget(run, after[0], before, size, clock.instant()));
        last.ifPresent(sequence -> after[0] = sequence);
        return last.isPresent();
    }

    private void rewriteFiles(RunId run) {
        reports.locked(
                run,
                files -> sessions.exclusively(run, () -> {
                    long forgotten = texts.forgotten(run);
                    Futures.join(texts.beginFiles(run));
                    queries.find(run).ifPresent(report -> rewrite(report, files, forgotten));
                    return true;
                }));
    }

    private void rewrite(SessionReport report, RunFiles files, long forgotten) {
        RunFiles.End end = files.append(report, report.metricNames(), List.of(), documents.source(report));
        files.write(RunFiles.SUMMARY, documents.summary(report, List.of()));
        files.write(RunFiles.ADVICE, documents.advice(report));
        Futures.join(texts.endFiles(report.run(), end.length(), end.sum(), forgotten));
    }
}
