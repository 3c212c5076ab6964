package dev.marksheet.api;

import java.util.List;
import java.util.stream.Collectors;

/** A well-formed request whose values break rules; all of them are told at once. */
final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> problems;

    InvalidRequestException(List<FieldProblem> problems) {
        super(problems.stream().map(p -> p.field() + " " + p.message()).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    InvalidRequestException(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    List<FieldProblem> problems() {
        return problems;
    }
}
