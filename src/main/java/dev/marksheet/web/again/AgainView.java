package dev.marksheet.web.again;

import dev.marksheet.job.again.Estimator;
import dev.marksheet.metric.Description;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.web.RunMenu;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page about scoring again.
 *
 * @param failed calls with a failed metric
 * @param own the run's metrics, and {@code others} the rest of the catalogue
 * @param defaultJudge who marks where nobody is named
 * @param hasEndpoint whether another judge than the embedded one can be named
 * @param refused why the form was refused; null where it was not
 * @param estimate what it would take, in words; null where nobody asked
 */
record AgainView(
        long failed,
        AgainForm form,
        List<Choice> own,
        List<Choice> others,
        String defaultJudge,
        boolean hasEndpoint,
        @Nullable String refused,
        @Nullable String estimate) {

    private static final int COST_PLACES = 4;

    /** A metric to tick. */
    record Choice(String name, String summary, boolean chosen) {}

    static AgainView of(
            SessionReport report,
            AgainForm form,
            List<Description> catalog,
            String defaultJudge,
            boolean hasEndpoint,
            @Nullable String refused,
            @Nullable String estimate) {
        List<String> own = report.metricNames();
        return new AgainView(
                RunMenu.failed(report),
                form,
                choices(catalog.stream().filter(d -> own.contains(d.name())).toList(), form),
                choices(catalog.stream().filter(d -> !own.contains(d.name())).toList(), form),
                defaultJudge,
                hasEndpoint,
                refused,
                estimate);
    }

    private static List<Choice> choices(List<Description> metrics, AgainForm form) {
        return metrics.stream()
                .map(d -> new Choice(d.name(), d.summary(), form.metrics().contains(d.name())))
                .toList();
    }

    static String words(Estimator.Estimate estimate, String currency, Wording words) {
        Usage usage = estimate.usage();
        String judges = String.join(", ", estimate.judgeModels());
        if (usage.requests() == 0) {
            return words.text("again.estimate.local", estimate.calls(), judges);
        }
        Double cost = usage.cost();
        return words.text(
                "again.estimate",
                estimate.calls(),
                judges,
                usage.requests(),
                usage.inputTokens(),
                usage.outputTokens(),
                cost == null
                        ? words.text("again.estimate.free")
                        : (Figure.of(cost, COST_PLACES) + " " + currency).strip());
    }
}
