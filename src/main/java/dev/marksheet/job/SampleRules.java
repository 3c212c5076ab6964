package dev.marksheet.job;

import dev.marksheet.session.Sample;
import dev.marksheet.session.text.TextRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a sample must keep to wherever it comes from, the API or a form. Immutable. */
@Component
public final class SampleRules {

    /** What is wrong with one field, in words that follow its name. */
    public record Fault(String field, String message) {}

    private final int maxContexts;

    public SampleRules(@Value("${marksheet.max-contexts:1000}") int maxContexts) {
        this.maxContexts = maxContexts;
    }

    /** All that is wrong with the sample; empty when nothing is. */
    public List<Fault> faults(Sample sample) {
        List<Fault> faults = new ArrayList<>();
        if (sample.question().isBlank()) {
            faults.add(new Fault("question", "is required and must not be blank"));
        }
        text("question", sample.question(), faults);
        text("answer", sample.answer(), faults);
        texts("contexts", sample.contexts(), faults);
        text("ground_truth", sample.groundTruth(), faults);
        texts("reference_contexts", sample.referenceContexts(), faults);
        texts("retrieved_context_ids", sample.retrievedContextIds(), faults);
        texts("reference_context_ids", sample.referenceContextIds(), faults);
        return faults;
    }

    private static void text(String field, @Nullable String text, List<Fault> faults) {
        String fault = text == null ? null : TextRule.fault(text);
        if (fault != null) {
            faults.add(new Fault(field, fault));
        }
    }

    private void texts(String field, List<String> texts, List<Fault> faults) {
        if (texts.size() > maxContexts) {
            faults.add(new Fault(
                    field,
                    "holds %d items, more than the %d that a call may have (marksheet.max-contexts)"
                            .formatted(texts.size(), maxContexts)));
            return;
        }
        for (int i = 0; i < texts.size(); i++) {
            text(field + "[" + i + "]", texts.get(i), faults);
        }
    }
}
