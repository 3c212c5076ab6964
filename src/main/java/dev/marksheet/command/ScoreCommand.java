package dev.marksheet.command;

import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateQuestion;
import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.SettingsKeeper;
import dev.marksheet.job.again.Retrier;
import dev.marksheet.job.dataset.DatasetFeeder;
import dev.marksheet.job.dataset.DatasetShelf;
import dev.marksheet.job.dataset.OtherFeedException;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.session.dataset.DatasetFeed;
import dev.marksheet.session.dataset.DatasetVersion;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Scores the rows of a file in this process: {@code score rows.csv --session=nightly --gate=faithfulness=0.8}. What is done is
 * kept in the outputs folder, so the same command goes on where it was stopped and scores nothing twice.
 */
final class ScoreCommand {

    /** The profile that is active on PostgreSQL. */
    private static final String SHARED = "postgresql";

    private final Call call;
    private final ScoreOptions options;
    private final ScoreFile file;
    private final ResultFiles files;
    private final GateFormat format;
    private final @Nullable Duration timeout;

    ScoreCommand(Call call, ScoreOptions options) {
        this.call = call;
        this.options = options;
        this.file = new ScoreFile(call, options);
        this.files = new ResultFiles(call, options);
        this.format = call.format(options.output.format, options.output.json);
        this.timeout = call.duration("--timeout", options.timeout);
    }

    /** @return the status to end with */
    int run() {
        files.prepare();
        try (ConfigurableApplicationContext context = call.start(true)) {
            if (context.getEnvironment().matchesProfiles(SHARED)) {
                throw call.refusal("score.shared");
            }
            DatasetShelf.Upload upload = file.upload();
            ScoreChecks.Order order = new ScoreChecks(call, options, context).order(file.session(upload));
            if (order.gate() == null && (options.output.junit != null || format.isOfGatesAlone())) {
                throw call.refusal("gate.needed");
            }
            DatasetVersion version = file.store(context.getBean(DatasetShelf.class), upload);
            place(context, order, version);
            return finish(context, order, version);
        }
    }

    private void place(ConfigurableApplicationContext context, ScoreChecks.Order order, DatasetVersion version) {
        DatasetQueries datasets = context.getBean(DatasetQueries.class);
        List<String> there = datasets.progress(RunId.of(order.session()))
                .map(DatasetQueries.Progress::datasets)
                .orElse(List.of());
        if (!options.add && there.stream().anyMatch(other -> !other.equals(version.reference()))) {
            throw call.refusal(
                    "other.file", order.session().value(), String.join(", ", there), version.reference(), options.file);
        }
        DatasetFeed feed = context.getBean(DefaultRequests.class).feed(order.session(), version, order.changes(), null);
        try {
            context.getBean(DatasetFeeder.class).order(feed, version);
        } catch (OtherFeedException e) {
            throw new RefusedException(call.text("other.way", order.session().value(), String.valueOf(e.getMessage())));
        }
        long expected =
                datasets.progress(feed.run()).map(DatasetQueries.Progress::of).orElse((long) version.answered());
        context.getBean(SettingsKeeper.class).save(order.session(), before -> settings(before, order.gate(), expected));
        if (options.retry) {
            long again = context.getBean(Retrier.class).retryAll(feed.run());
            call.say("again", again);
        }
    }

    private SessionSettings settings(SessionSettings before, @Nullable GateQuestion gate, long expected) {
        Map<String, String> labels = new LinkedHashMap<>(before.labels());
        labels.putAll(options.labels);
        return new SessionSettings(
                options.name == null ? before.name() : options.name,
                labels,
                before.pinned(),
                gate == null || gate.expect() == null ? Long.valueOf(expected) : gate.expect(),
                gate == null || !options.gate.isAsked() ? before.gate() : settings(gate),
                options.budget == null ? before.budget() : options.budget);
    }

    private static GateSettings settings(GateQuestion gate) {
        Map<String, Double> criteria = new LinkedHashMap<>();
        gate.criteria().forEach(criterion -> criteria.put(criterion.metric(), criterion.threshold()));
        GateQuestion.Baseline baseline = gate.baseline();
        return new GateSettings(
                criteria,
                baseline == null ? null : baseline.session().value(),
                baseline == null ? null : baseline.margin(),
                gate.minCoverage(),
                gate.alpha(),
                gate.rule().wireName());
    }

    private int finish(ConfigurableApplicationContext context, ScoreChecks.Order order, DatasetVersion version) {
        SessionWait wait = new SessionWait(context, RunId.of(order.session()), call);
        Interruption interruption = new Interruption(() -> stop(context, wait));
        try (interruption) {
            SessionWait.End end = wait.await(timeout);
            if (end != SessionWait.End.ENDED) {
                call.say("end." + end.name().toLowerCase(Locale.ROOT), wait.done(), wait.of());
            }
            ScoreResult result = ScoreResult.of(context, order, version, end);
            files.write(context, result);
            call.terminal().out().print(new ResultWriter(context, call).text(result, format));
            call.terminal().out().flush();
            return result.status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (RuntimeException e) {
            if (!interruption.isGoingOn()) {
                throw e;
            }
            // The other thread closes everything and ends the process; its status is not this one's to give.
            while (true) {
                LockSupport.park();
            }
        }
    }

    /** Calls that are nearly done end; the others are queued again and go on next time. */
    private void stop(ConfigurableApplicationContext context, SessionWait wait) {
        call.terminal().err().println();
        // Whatever is broken off now says that it will be tried again.
        context.getBean(LoggingSystem.class).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        context.close();
        call.say("stopped", wait.done(), wait.of());
    }
}
