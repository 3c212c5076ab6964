package dev.marksheet.judge.llm.prompt;

/**
 * What is sent to a chat model.
 *
 * @param instructions the same for every task of one kind and language, so that providers can cache them
 * @param data the text under judgement, fenced
 */
public record Prompt(String instructions, String data) {}
