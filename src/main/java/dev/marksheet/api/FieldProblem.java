package dev.marksheet.api;

/** What is wrong with one field of a request, and the way out. */
record FieldProblem(String field, String message) {}
