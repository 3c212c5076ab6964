package dev.marksheet.gate;

/**
 * A call that pulls a criterion's mean down.
 *
 * @param question as lists show it
 * @param path of its page
 */
public record WorstCall(String metric, String question, double value, String path) {}
