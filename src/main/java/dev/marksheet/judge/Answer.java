package dev.marksheet.judge;

import dev.marksheet.session.Usage;

/**
 * A judge's answer and what it cost.
 *
 * @param reply the reply
 * @param usage requests and tokens spent on it
 */
public record Answer<R>(R reply, Usage usage) {}
