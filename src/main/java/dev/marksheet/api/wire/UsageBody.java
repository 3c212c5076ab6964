package dev.marksheet.api.wire;

import dev.marksheet.session.Usage;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What judging cost, over the wire.
 *
 * @param cost what the priced requests cost; null when requests were sent and none of their models has a price
 * @param pricedRequests how many of the requests the cost is of
 */
public record UsageBody(
        long requests,
        long retries,
        long shared,
        long inputTokens,
        long outputTokens,
        long latencyMs,
        @Nullable Double cost,
        long pricedRequests) {

    public static UsageBody of(Usage usage) {
        return new UsageBody(
                usage.requests(),
                usage.retries(),
                usage.shared(),
                usage.inputTokens(),
                usage.outputTokens(),
                usage.latencyMs(),
                usage.cost(),
                usage.pricedRequests());
    }

    public static Map<String, UsageBody> of(Map<String, Usage> byMetric) {
        Map<String, UsageBody> bodies = new LinkedHashMap<>();
        byMetric.forEach((metric, usage) -> bodies.put(metric, of(usage)));
        return bodies;
    }

    /** Of a whole call, which took {@code latencyMs} because its metrics run side by side. */
    public static UsageBody ofCall(Collection<Usage> usages, long latencyMs) {
        return of(Usage.total(usages).lasting(latencyMs));
    }
}
