package dev.marksheet.api.wire;

/** What is wrong with one field of a request, and the way out. */
public record FieldProblem(String field, String message) {}
