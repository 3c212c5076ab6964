package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.session.Usage;

/**
 * What a model charges, in any one currency.
 *
 * @param input price of 1,000,000 tokens read
 * @param output price of 1,000,000 tokens written; 0 for embedding models
 */
public record Price(double input, double output) {

    private static final double TOKENS = 1_000_000;

    /** @throws IllegalArgumentException if a price is negative or no number */
    public Price {
        if (!(input >= 0 && output >= 0)) {
            throw new IllegalArgumentException(
                    "input and output must be prices of 1,000,000 tokens, 0 or more, such as 0.15");
        }
    }

    /** The usage with its cost. */
    public Usage applyTo(Usage usage) {
        return usage.costing((usage.inputTokens() * input + usage.outputTokens() * output) / TOKENS);
    }
}
