package dev.marksheet.session;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What answering cost. Adds up over questions, metrics and calls.
 *
 * @param requests requests sent to a model, retries included; 0 for the local judge
 * @param retries how many of them repeated an earlier one
 * @param shared answers that were taken from an equal question of the same call instead of being asked again
 * @param inputTokens tokens read by models
 * @param outputTokens tokens written by models
 * @param latencyMs milliseconds from the start of the scoring until the outcome was there, added up over calls
 * @param pricedRequests how many of the requests went to a model whose price is configured
 * @param knownCost what the priced requests cost, in the currency of the configured prices
 */
public record Usage(
        long requests,
        long retries,
        long shared,
        long inputTokens,
        long outputTokens,
        long latencyMs,
        long pricedRequests,
        double knownCost) {

    private static final MathContext DIGITS = new MathContext(12);

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0);

    /** An answer that cost nothing because it was already there. */
    public static final Usage SHARED = new Usage(0, 0, 1, 0, 0, 0, 0, 0);

    /** Requests and tokens without a time and without a price. */
    public static Usage of(long requests, long retries, long inputTokens, long outputTokens) {
        return new Usage(requests, retries, 0, inputTokens, outputTokens, 0, 0, 0);
    }

    /** All of them together. */
    public static Usage total(Collection<Usage> usages) {
        return usages.stream().reduce(NONE, Usage::plus);
    }

    public Usage plus(Usage other) {
        return new Usage(
                requests + other.requests,
                retries + other.retries,
                shared + other.shared,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                latencyMs + other.latencyMs,
                pricedRequests + other.pricedRequests,
                knownCost + other.knownCost);
    }

    /** So many times as much, rounded. */
    public Usage times(double factor) {
        return new Usage(
                Math.round(requests * factor),
                Math.round(retries * factor),
                Math.round(shared * factor),
                Math.round(inputTokens * factor),
                Math.round(outputTokens * factor),
                Math.round(latencyMs * factor),
                Math.round(pricedRequests * factor),
                knownCost * factor);
    }

    /** What has come on top of an earlier sum. */
    public Usage minus(Usage earlier) {
        return new Usage(
                requests - earlier.requests,
                retries - earlier.retries,
                shared - earlier.shared,
                inputTokens - earlier.inputTokens,
                outputTokens - earlier.outputTokens,
                latencyMs - earlier.latencyMs,
                pricedRequests - earlier.pricedRequests,
                knownCost - earlier.knownCost);
    }

    /** The same with another latency. */
    public Usage lasting(long milliseconds) {
        return new Usage(requests, retries, shared, inputTokens, outputTokens, milliseconds, pricedRequests, knownCost);
    }

    /** The same with this price for all of its requests. */
    public Usage costing(double cost) {
        return new Usage(requests, retries, shared, inputTokens, outputTokens, latencyMs, requests, cost);
    }

    /**
     * What the priced requests cost, without the noise that adding up leaves in the last digits; 0 when none was sent,
     * null when requests were sent and none has a price.
     */
    public @Nullable Double cost() {
        return requests > 0 && pricedRequests == 0 ? null : Double.valueOf(money(knownCost));
    }

    /** A sum of costs without the noise in its last digits. */
    public static double money(double sum) {
        return new BigDecimal(sum).round(DIGITS).doubleValue();
    }
}
