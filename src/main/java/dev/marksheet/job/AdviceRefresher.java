package dev.marksheet.job;

import dev.marksheet.advice.AdviceFigures;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judges;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.SessionReports;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.SessionStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the judge's prose advice fresh in the background: never more than one request per session in flight, always from
 * the newest figures. While calls stream in, it is written again when a tenth more calls have ended, and once more when
 * the session falls idle, so that its cost does not grow with every call. Safe for use by many threads at once.
 */
final class AdviceRefresher {

    private static final Logger LOG = LoggerFactory.getLogger(AdviceRefresher.class);
    private static final double GROWTH = 1.1;

    private final Judges judges;
    private final String model;
    private final SessionStore sessions;
    private final SessionReports reports;
    private final ReportWriter writer;
    private final ExecutorService threads;
    private final Set<RunId> inFlight = ConcurrentHashMap.newKeySet();

    /** @param model the model that writes it; {@link Judges#LOCAL} or empty for none */
    AdviceRefresher(
            Judges judges,
            String model,
            SessionStore sessions,
            SessionReports reports,
            ReportWriter writer,
            ExecutorService threads) {
        this.judges = judges;
        this.model = model;
        this.sessions = sessions;
        this.reports = reports;
        this.writer = writer;
        this.threads = threads;
    }

    /** Says that calls of the run have ended. Returns at once. */
    void callsEnded(RunId run) {
        if (model.isEmpty() || model.equals(Judges.LOCAL) || !inFlight.add(run)) {
            return;
        }
        try {
            threads.execute(() -> refresh(run));
        } catch (RejectedExecutionException e) {
            inFlight.remove(run);
        }
    }

    private void refresh(RunId run) {
        boolean wrote = false;
        try {
            SessionReport report = sessions.find(run).orElseThrow();
            if (isDue(report)) {
                write(report);
                wrote = true;
            }
        } catch (JudgeException e) {
            LOG.warn("No prose advice for {}: {}", run.value(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("No prose advice for {}", run.value(), e);
        } finally {
            inFlight.remove(run);
        }
        if (wrote) {
            callsEnded(run);
        }
    }

    private static boolean isDue(SessionReport report) {
        long ended = report.counts().ended();
        long seen = report.prose() == null ? 0 : report.prose().callsSeen();
        boolean idle = ended == report.counts().total();
        return ended > seen && (idle || ended >= seen * GROWTH);
    }

    private void write(SessionReport report) {
        String figures = AdviceFigures.of(report, report.ranges());
        JudgeTask.Advice task = new JudgeTask.Advice(figures, report.language().wireName());
        String markdown = judges.judge(model).ask(task).reply().markdown();
        Durable.await(sessions.saveProse(
                report.run(),
                new SessionReport.AdviceProse(markdown, report.counts().ended())));
        reports.locked(report.run(), files -> {
            sessions.holding(report.run(), now -> files.write(RunFiles.ADVICE, writer.advice(now)));
            return true;
        });
    }
}
