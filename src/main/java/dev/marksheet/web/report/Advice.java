package dev.marksheet.web.report;

import dev.marksheet.job.record.ReportReader;
import dev.marksheet.query.CallQueries;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.JobId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.SessionReport.AdviceProse;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.MetricStat.Interval;
import dev.marksheet.statistics.SignalStat;
import dev.marksheet.web.Paths;
import dev.marksheet.web.Prose;
import dev.marksheet.web.Words;
import dev.marksheet.web.report.AdviceView.Example;
import dev.marksheet.web.report.AdviceView.Item;
import dev.marksheet.web.report.AdviceView.Judged;
import dev.marksheet.web.report.AdviceView.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes the advice of a report: the cards with links to the calls that show them, and the judge's prose. */
@Component
public class Advice {

    private static final Set<String> WITHOUT_PART = Set.of("few_calls", "all_fine");

    private final ReportReader reader;
    private final CallQueries calls;
    private final SessionQueries sessions;

    Advice(ReportReader reader, CallQueries calls, SessionQueries sessions) {
        this.reader = reader;
        this.calls = calls;
        this.sessions = sessions;
    }

    public AdviceView of(SessionReport report, Language language) {
        Wording words = Words.in(language);
        List<AdviceCard> cards = reader.advice(report);
        List<Integer> samples = cards.stream()
                .flatMap(card -> card.examples().stream())
                .distinct()
                .toList();
        Map<Integer, JobId> jobs = calls.ofRows(report.run(), samples);
        AdviceChange change =
                new AdviceChange(sessions.adviceBefore(report.run()).orElse(null), cards, language);
        List<Item> firm = items(cards, true, card -> item(card, change, report, jobs, language));
        int lead = Math.min(1, firm.size());
        return new AdviceView(
                firm.subList(0, lead),
                firm.subList(lead, firm.size()),
                items(cards, false, card -> item(card, change, report, jobs, language)),
                change.gone(),
                judged(report, words));
    }

    private static List<Item> items(List<AdviceCard> cards, boolean firm, Function<AdviceCard, Item> toItem) {
        return cards.stream().filter(card -> card.isFirm() == firm).map(toItem).toList();
    }

    private static Item item(
            AdviceCard card, AdviceChange change, SessionReport report, Map<Integer, JobId> jobs, Language language) {
        Wording words = Words.in(language);
        AdviceCard.Text text = card.text(language);
        boolean counted = card.eligible() > 0;
        Interval interval = new SignalStat(card.eligible(), card.hits(), List.of()).interval();
        return new Item(
                card.certainty(),
                words.text("certainty." + card.certainty()),
                change.of(card),
                WITHOUT_PART.contains(card.id()) ? "" : words.text("part." + card.part()),
                text.finding(),
                text.why(),
                counted ? counted(card, interval, words) : "",
                counted ? new Share(100 * interval.low(), 100 * (interval.high() - interval.low())) : null,
                text.tries(),
                examples(card, report, jobs));
    }

    private static String counted(AdviceCard card, Interval interval, Wording words) {
        return words.text(
                "advice.counted",
                card.hits(),
                card.eligible(),
                Figure.percent(interval.low()),
                Figure.percent(interval.high()));
    }

    private static List<Example> examples(AdviceCard card, SessionReport report, Map<Integer, JobId> jobs) {
        List<Example> examples = new ArrayList<>();
        for (Integer number : card.examples()) {
            JobId job = jobs.get(number);
            if (job != null) {
                examples.add(new Example("#" + number, ScoreJob.sampleId(number), Paths.call(report.run(), job)));
            }
        }
        return examples;
    }

    private static @Nullable Judged judged(SessionReport report, Wording words) {
        AdviceProse prose = report.prose();
        return prose == null
                ? null
                : new Judged(
                        Prose.html(prose.markdown()),
                        words.text(
                                "advice.prose.seen",
                                prose.callsSeen(),
                                report.counts().ended()));
    }
}
