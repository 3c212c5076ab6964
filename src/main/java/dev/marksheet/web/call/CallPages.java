package dev.marksheet.web.call;

import dev.marksheet.job.CallReader;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.evidence.Quote;
import dev.marksheet.statistics.Figure;
import dev.marksheet.web.Durations;
import dev.marksheet.web.report.CallsTable;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a call together for its page: bounded, however much was sent. Made for one request. */
public final class CallPages {

    private static final int CONTEXTS = 20;
    private static final List<String> OF_PASSAGES = List.of("context_precision", "context_utilization");
    private static final String FAITHFULNESS = "faithfulness";
    private static final String RECALL = "context_recall";
    private static final String CORRECTNESS = "answer_correctness";

    private final CallReader.Call call;
    private final SessionReport report;
    private final String here;
    private final int from;
    private final String whole;

    /**
     * @param report its session
     * @param self the page's URL with the state of the table it was opened from
     * @param from index of the first passage to show
     * @param whole name of the text to show in whole; empty for none
     */
    public CallPages(CallReader.Call call, SessionReport report, String self, int from, String whole) {
        this.call = call;
        this.report = report;
        this.here = self + (self.indexOf('?') < 0 ? "?" : "&");
        this.from =
                Math.max(0, Math.min(from, call.request().sample().contexts().size()));
        this.whole = whole;
    }

    public CallPage page(String self, @Nullable String previous, @Nullable String next) {
        ScoreJob job = call.job();
        Sample sample = call.request().sample();
        return new CallPage(
                job.id().value(),
                job.status().wireName(report.isHeld()),
                !job.status().isFinal(),
                CallsTable.number(job),
                job.error(),
                new CallPage.Way(self, previous, next),
                about(),
                said(sample),
                passages(sample.contexts()),
                metrics());
    }

    private CallPage.Said said(Sample sample) {
        return new CallPage.Said(
                text("question", sample.question(), List.of()),
                said("answer", sample.answer(), FAITHFULNESS),
                statements(FAITHFULNESS, "statements"),
                said("ground_truth", sample.groundTruth(), RECALL),
                facts());
    }

    private CallPage.Passages passages(List<String> all) {
        int behind = from + CONTEXTS;
        return new CallPage.Passages(
                shown(all),
                all.size(),
                behind < all.size() ? here + "from=" + behind + "#contexts" : null,
                from > 0 ? here + "from=0#contexts" : null);
    }

    private CallPage.About about() {
        ScoreJob job = call.job();
        Usage usage = Usage.total(job.usage().values());
        return new CallPage.About(
                job.createdAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                Durations.of(job.latencyMs()),
                call.request().judgeModel(),
                usage,
                usage.knownCost() > 0 ? Figure.of(usage.cost(), 4) : null,
                job.injections(),
                job.request().forgotten(),
                job.request().item(),
                job.request().metadata());
    }

    private MarkedText text(String part, String text, List<Marks.Span> spans) {
        return MarkedText.of(part, text, spans, here, whole);
    }

    private @Nullable MarkedText said(String part, @Nullable String text, String metric) {
        return text == null ? null : text(part, text, said(metric, text));
    }

    private List<Finding> findings(String metric, String kind) {
        Score score = call.job().scores().get(metric);
        return score == null ? List.of() : score.evidence().findings().getOrDefault(kind, List.of());
    }

    private List<Statement> statements(String metric, String kind) {
        Score score = call.job().scores().get(metric);
        Evidence evidence = score == null ? Evidence.NONE : score.evidence();
        return Statement.groups(metric, evidence).stream()
                .filter(group -> group.kind().equals(kind))
                .flatMap(group -> group.statements().stream())
                .toList();
    }

    /** Where the statements of a metric stand in the text they were taken from. */
    private List<Marks.Span> said(String metric, String text) {
        Sentences sentences = new Sentences(text);
        List<Marks.Span> spans = new ArrayList<>();
        List<Finding> findings = findings(metric, "statements");
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            String key = Statement.key(metric, "statements", i);
            boolean quoted = finding.quote() != null && finding.quote().found();
            sentences
                    .find(finding.text())
                    .ifPresent(place -> spans.add(new Marks.Span(
                            place.start(),
                            place.end(),
                            key,
                            Statement.mark(finding),
                            quoted ? "#q-" + key : "#f-" + key)));
        }
        return spans;
    }

    private List<CallPage.Facts> facts() {
        List<CallPage.Facts> groups = new ArrayList<>();
        addFacts(groups, RECALL, "statements");
        addFacts(groups, CORRECTNESS, "false_negatives");
        return groups;
    }

    private void addFacts(List<CallPage.Facts> groups, String metric, String kind) {
        List<Statement> statements = statements(metric, kind);
        if (!statements.isEmpty()) {
            groups.add(new CallPage.Facts(kind, statements));
        }
    }

    private List<CallPage.Passage> shown(List<String> all) {
        String metric = OF_PASSAGES.stream()
                .filter(name -> !findings(name, "contexts").isEmpty())
                .findFirst()
                .orElse("");
        List<Finding> useful = findings(metric, "contexts");
        List<CallPage.Passage> shown = new ArrayList<>();
        for (int i = from; i < Math.min(from + CONTEXTS, all.size()); i++) {
            Finding finding = i < useful.size() ? useful.get(i) : null;
            shown.add(new CallPage.Passage(
                    i + 1,
                    text("context-" + (i + 1), all.get(i), quotes(i)),
                    finding == null ? null : Statement.css(finding),
                    finding == null ? null : Statement.key(metric, "contexts", i),
                    finding == null ? null : finding.reason()));
        }
        return shown;
    }

    /** What any metric quotes from a passage. */
    private List<Marks.Span> quotes(int passage) {
        List<Marks.Span> spans = new ArrayList<>();
        call.job()
                .scores()
                .forEach((metric, score) -> score.evidence().findings().forEach((kind, findings) -> {
                    for (int i = 0; i < findings.size(); i++) {
                        Quote quote = findings.get(i).quote();
                        if (quote != null && quote.found() && quote.passage() == passage) {
                            String css = kind.equals("contexts") ? "faint" : "quoted";
                            spans.add(new Marks.Span(
                                    quote.start(), quote.end(), Statement.key(metric, kind, i), css, null));
                        }
                    }
                }));
        return spans;
    }

    private List<CallPage.Metric> metrics() {
        List<CallPage.Metric> metrics = new ArrayList<>();
        call.job()
                .scores()
                .forEach((name, score) -> metrics.add(new CallPage.Metric(
                        name,
                        CallsTable.cell(score, report.range(name)),
                        score.evidence().formula(),
                        score.evidence().notes(),
                        Statement.groups(name, score.evidence()),
                        score.evidence().replies(),
                        call.job().usage().getOrDefault(name, Usage.NONE))));
        return metrics;
    }
}
