package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** How many reference contexts have a retrieved one that is written like them. */
@Component
class NonLlmContextRecall implements Metric {

    private static final Description DESCRIPTION = Description.withoutJudge(
            "non_llm_context_recall",
            250,
            List.of(Need.CONTEXTS, Need.REFERENCE_CONTEXTS),
            "Share of the reference contexts that a retrieved context resembles in writing");

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
        if (references.isEmpty() || call.contexts().isEmpty()) {
            return Computed.skipped(
                    call.words().text(references.isEmpty() ? "contexts.no_reference" : "contexts.no_retrieved"));
        }
        return Effort.tooMuch(references, call.contexts(), call.words())
                .orElseGet(() -> compare(call, settings, references));
    }

    private static CompletableFuture<Score> compare(Call call, DistanceSettings settings, List<String> references) {
        List<Finding> findings = new ArrayList<>();
        int found = 0;
        for (String reference : references) {
            double best = settings.best(reference, call.contexts());
            // Unlike precision, RAGAS wants the similarity above the threshold here.
            int verdict = best > settings.threshold() ? 1 : 0;
            found += verdict;
            findings.add(new Finding(Passages.excerpt(reference), verdict, best, null, null));
        }
        String counted = call.words().text("non_llm_context_recall.counted", found, references.size());
        return Computed.score((double) found / references.size(), counted, "reference_contexts", findings);
    }
}
