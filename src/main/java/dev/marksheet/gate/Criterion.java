package dev.marksheet.gate;

/**
 * What a gate asks of one metric: that the mean of its scores is better than a threshold.
 *
 * @param metric the metric's name in the catalogue
 * @param threshold in the metric's own units
 */
public record Criterion(String metric, double threshold) {}
