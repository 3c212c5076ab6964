package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Average precision of the ranking, a context being useful when it is written like a reference context. */
@Component
class NonLlmContextPrecision implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "non_llm_context_precision_with_reference",
            240,
            List.of(Need.CONTEXTS, Need.REFERENCE_CONTEXTS),
            "Whether contexts written like a reference context are ranked first");

    private final OpenCases openCases;

    NonLlmContextPrecision(OpenCases openCases) {
        this.openCases = openCases;
    }

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        DistanceSettings.read(DESCRIPTION.name(), parameters, true);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        DistanceSettings settings = DistanceSettings.read(DESCRIPTION.name(), call.parameters(), true);
        List<String> references = call.sample().referenceContexts();
        if (call.contexts().isEmpty()) {
            return CompletableFuture.completedFuture(
                    openCases.decide(call.words().text("contexts.none"), 0, Evidence.NONE));
        }
        if (references.isEmpty()) {
            return Computed.skipped(call.words().text("contexts.no_reference"));
        }
        return Effort.tooMuch(call.contexts(), references, call.words())
                .orElseGet(() -> compare(call, settings, references));
    }

    private static CompletableFuture<Score> compare(Call call, DistanceSettings settings, List<String> references) {
        List<Boolean> useful = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (String context : call.contexts()) {
            double best = settings.best(context, references);
            useful.add(best >= settings.threshold());
            findings.add(
                    new Finding(Passages.excerpt(context), best >= settings.threshold() ? 1 : 0, best, null, null));
        }
        double value = AveragePrecision.of(useful);
        return CompletableFuture.completedFuture(new Score.Scored(
                value, Evidence.of(AveragePrecision.formula(useful, value, call.words()), "contexts", findings)));
    }
}
