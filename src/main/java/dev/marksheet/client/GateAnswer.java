package dev.marksheet.client;

/**
 * A gate's answer.
 *
 * @param text why, in lines for people: one for each criterion, the verdict last
 */
public record GateAnswer(GateVerdict verdict, String text) {}
