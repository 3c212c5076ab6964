package dev.marksheet.web.judge;

import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.job.exam.Examiner;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.ExamRun;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricRange;
import dev.marksheet.web.Durations;
import dev.marksheet.web.Level;
import dev.marksheet.web.Moment;
import dev.marksheet.web.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A judge's exam as the template shows it.
 *
 * @param state of its latest run: {@code running}, {@code completed}, {@code failed} or {@code interrupted}
 * @param done rows that are judged, of {@code rows}
 * @param error why the latest run failed; null otherwise
 * @param headline the latest result in a few words; null before the first
 * @param finished when the latest result was there; null before the first
 * @param lines the latest result by kind, by language and in all
 * @param facts what goes with it: flips, made-up quotes, tokens, cost, latency
 */
record ExamView(
        String model,
        String fingerprint,
        String state,
        int done,
        int rows,
        @Nullable String error,
        @Nullable String headline,
        @Nullable Moment finished,
        List<Line> lines,
        List<JudgeView.Fact> facts) {

    private static final int COST_PLACES = 4;
    private static final MetricRange RANGE = MetricRange.UNIT;

    /**
     * A row of the table.
     *
     * @param css the level of the balanced accuracy
     * @param sum whether it sums others up
     */
    record Line(String name, int rows, int right, String accuracy, String css, String interval, boolean sum) {}

    static ExamView of(ExamReader.Examined examined, Instant now, Language language) {
        ExamRun latest = examined.latest();
        ExamRun completed = examined.completed();
        ExamResult result = completed == null ? null : completed.result();
        Wording words = Words.in(language);
        Instant finished = completed == null ? null : completed.finishedAt();
        return new ExamView(
                latest.judgeModel(),
                latest.fingerprint(),
                latest.state().wireName(),
                latest.done(),
                latest.rows(),
                latest.error(),
                result == null ? null : result.headline(language),
                finished == null ? null : Moment.of(finished, now, words),
                result == null ? List.of() : lines(result, language, words),
                result == null ? List.of() : facts(result, examined.flips(), words));
    }

    /** Whether its figures change by themselves. */
    boolean runs() {
        return state.equals(ExamRun.State.RUNNING.wireName());
    }

    private static List<Line> lines(ExamResult result, Language language, Wording words) {
        List<Line> lines = new ArrayList<>();
        for (Map.Entry<String, ExamResult.Part> kind : result.kinds().entrySet()) {
            lines.add(line(ExamResult.kindName(kind.getKey(), language), kind.getValue(), false));
        }
        result.languages().forEach((name, part) -> lines.add(line(words.text("language." + name), part, true)));
        lines.add(line(words.text("judge.exam.all"), result.total(), true));
        return lines;
    }

    private static Line line(String name, ExamResult.Part part, boolean sum) {
        return new Line(
                name,
                part.rows(),
                part.right(),
                Figure.of(part.balancedAccuracy()),
                Level.cssOf(part.balancedAccuracy(), RANGE),
                Figure.of(part.low()) + "–" + Figure.of(part.high()),
                sum);
    }

    private static List<JudgeView.Fact> facts(ExamResult result, @Nullable List<String> flips, Wording words) {
        List<JudgeView.Fact> facts = new ArrayList<>();
        facts.add(fact(
                words.text("judge.exam.flips"),
                flips == null
                        ? words.text("judge.exam.flips.none")
                        : words.text(
                                "judge.exam.flips.of",
                                flips.size(),
                                result.passed().size())));
        facts.add(fact(words.text("judge.exam.unjudged"), Integer.toString(result.unjudged())));
        facts.add(fact(words.text("judge.exam.quotes"), Integer.toString(result.madeUpQuotes())));
        Usage usage = result.usage();
        if (usage.requests() > 0) {
            facts.add(fact(words.text("fact.usage"), work(usage, words)));
            facts.add(fact(words.text("fact.cost"), price(usage, words)));
        }
        facts.add(fact(words.text("judge.exam.latency"), latency(result.latencyMs())));
        return facts;
    }

    private static String latency(long millis) {
        return millis == 0 ? "< 1 ms" : String.valueOf(Durations.of(millis));
    }

    private static JudgeView.Fact fact(String label, String value) {
        return new JudgeView.Fact(label, value, false);
    }

    /** What an exam would take, in words. */
    static String cost(Examiner.Expected expected, Wording words) {
        Usage usage = expected.usage();
        if (usage.requests() == 0) {
            return words.text("judge.exam.expected.local", expected.rows());
        }
        return words.text("judge.exam.expected", expected.rows(), work(usage, words), price(usage, words));
    }

    private static String work(Usage usage, Wording words) {
        return words.text(
                "fact.usage.text",
                grouped(usage.requests()),
                grouped(usage.inputTokens()),
                grouped(usage.outputTokens()));
    }

    private static String price(Usage usage, Wording words) {
        return usage.cost() == null ? words.text("fact.cost.unknown") : Figure.of(usage.cost(), COST_PLACES);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
