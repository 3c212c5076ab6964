package dev.marksheet.api.wire;

import java.util.List;
import java.util.stream.Collectors;

/** A well-formed request whose values break rules; all of them are told at once. */
public final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> problems;

    public InvalidRequestException(List<FieldProblem> problems) {
        super(problems.stream().map(p -> p.field() + " " + brief(p.message())).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    public InvalidRequestException(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    /** A list of what is valid stands with its field; it is not told twice. */
    private static String brief(String message) {
        int list = message.indexOf("; valid: ");
        return list < 0 ? message : message.substring(0, list);
    }

    public List<FieldProblem> problems() {
        return problems;
    }
}
