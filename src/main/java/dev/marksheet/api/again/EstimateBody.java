package dev.marksheet.api.again;

import dev.marksheet.job.again.Estimator;
import dev.marksheet.session.Usage;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What scoring calls would take, over the wire. Tokens are about right, not exact.
 *
 * @param calls how many calls it is for
 * @param cost of the priced requests; null where requests are sent and none of their models has a price
 * @param currency of the cost, where it is configured
 * @param basis {@code measured}: as calls of the session took; {@code prompts}: as the prompts that would be sent
 */
record EstimateBody(
        long calls,
        Set<String> judgeModels,
        Set<String> embeddingModels,
        Set<String> metrics,
        long requests,
        long inputTokens,
        long outputTokens,
        @Nullable Double cost,
        long pricedRequests,
        @Nullable String currency,
        String basis) {

    static EstimateBody of(Estimator.Estimate estimate, String currency) {
        Usage usage = estimate.usage();
        return new EstimateBody(
                estimate.calls(),
                estimate.judgeModels(),
                estimate.embeddingModels(),
                estimate.metrics(),
                usage.requests(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.cost(),
                usage.pricedRequests(),
                currency.isBlank() ? null : currency,
                estimate.measured() ? "measured" : "prompts");
    }
}
