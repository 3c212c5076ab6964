package dev.marksheet.job.record;

import dev.marksheet.advice.AdviceFigures;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Has a judge write a session's advice within a deadline. Safe for use by many threads at once. */
final class ProseJudge implements AdviceRefresher.Writer {

    private final Supplier<Judge> judge;
    private final Function<RunId, List<JudgeTask.Advice.WorstCall>> worst;
    private final ExecutorService threads;
    private final Duration deadline;

    /**
     * @param worst the calls of a run to show
     * @param threads where the judge is asked, one of them for each that writes at a time
     * @param deadline after which the judge is interrupted
     */
    ProseJudge(
            Supplier<Judge> judge,
            Function<RunId, List<JudgeTask.Advice.WorstCall>> worst,
            ExecutorService threads,
            Duration deadline) {
        this.judge = judge;
        this.worst = worst;
        this.threads = threads;
        this.deadline = deadline;
    }

    @Override
    public AdviceRefresher.Written write(SessionReport report) throws InterruptedException {
        Language language = report.language();
        JudgeTask.Advice task = new JudgeTask.Advice(
                AdviceFigures.of(report, report.ranges(), language), worst.apply(report.run()), language.wireName());
        Future<AdviceRefresher.Written> asked = threads.submit(() -> {
            Judged<Reply.Prose> prose = judge.get().ask(task);
            return new AdviceRefresher.Written(prose.reply().markdown(), prose.usage());
        });
        try {
            return asked.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new JudgeException("it was not written within " + deadline.toSeconds() + " s", true, Usage.NONE, e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof JudgeException inVain
                    ? inVain
                    : new IllegalStateException("the judge broke down", e.getCause());
        } finally {
            asked.cancel(true);
        }
    }
}
