package dev.marksheet.report.document;

import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;

/** Says what the judging of a session has cost. */
final class SpentFacts {

    private static final int COST_PLACES = 4;

    private SpentFacts() {}

    /** Appends nothing when no request was sent, as by the embedded judge. */
    static void append(StringBuilder text, Usage usage, Wording wording) {
        if (usage.requests() == 0) {
            return;
        }
        SummaryDocument.fact(
                text,
                wording.text("fact.spent"),
                wording.text(
                        "fact.spent.work",
                        usage.requests(),
                        usage.retries(),
                        usage.shared(),
                        usage.inputTokens(),
                        usage.outputTokens()));
        SummaryDocument.fact(text, wording.text("fact.cost"), cost(usage, wording));
    }

    private static String cost(Usage usage, Wording wording) {
        if (usage.cost() == null) {
            return wording.text("fact.cost.none", usage.requests());
        }
        String cost = Figure.of(usage.cost(), COST_PLACES);
        return usage.pricedRequests() == usage.requests()
                ? wording.text("fact.cost.all", cost, usage.requests())
                : wording.text("fact.cost.some", cost, usage.pricedRequests(), usage.requests());
    }
}
