package dev.marksheet.web.report;

import dev.marksheet.query.RescoreQueries;
import dev.marksheet.session.ExamResult;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.web.Words;
import dev.marksheet.web.report.HeadView.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a report is about: who marked how many calls, and at what cost. */
final class Facts {

    private static final int COST_PLACES = 4;

    private Facts() {}

    /**
     * @param exams how the judges did in the exam, as far as they have sat it
     * @param orders those that have the calls of other runs scored in this one
     */
    static List<Fact> of(
            SessionReport report, List<ExamResult> exams, List<RescoreQueries.Standing> orders, Language language) {
        Wording words = Words.in(language);
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.text("fact.calls"), calls(report, words), false));
        orders.forEach(order -> facts.add(new Fact(
                words.text("fact.rescored"),
                words.text("fact.rescored." + order.state(), order.source().value()),
                false)));
        if (!report.judgeModels().isEmpty()) {
            facts.add(new Fact(words.text("fact.judge"), String.join(", ", report.judgeModels()), true));
            exams.forEach(exam -> facts.add(exam(exam, exams.size() > 1, language)));
            facts.add(new Fact(words.text("fact.embedding"), String.join(", ", report.embeddingModels()), true));
            facts.add(new Fact(words.text("fact.language"), languages(report, words), false));
        }
        facts.addAll(spent(report.judging().total(), words));
        if (report.settings().budget() != null) {
            facts.add(new Fact(
                    words.text("fact.budget"), Figure.entered(report.settings().budget()), false));
        }
        return facts;
    }

    private static String calls(SessionReport report, Wording words) {
        String calls = Long.toString(report.counts().total());
        Long expected = report.settings().expect();
        return expected == null ? calls : words.text("fact.calls.expected", calls, Long.toString(expected));
    }

    /** The one language of all calls, or each with its calls. */
    private static String languages(SessionReport report, Wording words) {
        Map<Language, Long> calls = report.languages();
        if (calls.size() < 2) {
            return words.text("language." + report.language().wireName());
        }
        return calls.entrySet().stream()
                .map(of -> words.text("language." + of.getKey().wireName()) + " (" + grouped(of.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    private static List<Fact> spent(Usage usage, Wording words) {
        List<Fact> facts = new ArrayList<>();
        if (usage.requests() > 0) {
            facts.add(new Fact(
                    words.text("fact.usage"),
                    words.text(
                            "fact.usage.text",
                            grouped(usage.requests()),
                            grouped(usage.inputTokens()),
                            grouped(usage.outputTokens())),
                    false));
            facts.add(new Fact(words.text("fact.cost"), cost(usage, words), false));
        }
        return facts;
    }

    private static Fact exam(ExamResult exam, boolean several, Language language) {
        Wording words = Words.in(language);
        String said = exam.headline(language);
        return new Fact(
                words.text("fact.exam"),
                several ? words.text("fact.exam.several", exam.judgeModel(), said) : said,
                false);
    }

    private static String cost(Usage usage, Wording words) {
        if (usage.cost() == null) {
            return words.text("fact.cost.unknown");
        }
        String cost = Figure.of(usage.cost(), COST_PLACES);
        return usage.pricedRequests() == usage.requests()
                ? cost
                : words.text("fact.cost.part", cost, usage.pricedRequests(), usage.requests());
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
