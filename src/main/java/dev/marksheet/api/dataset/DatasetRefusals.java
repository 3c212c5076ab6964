package dev.marksheet.api.dataset;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.job.dataset.DatasetRefusedException;
import java.util.ArrayList;
import java.util.List;

/** Says why a file was not stored. */
public final class DatasetRefusals {

    private static final int MOST_NAMED = 100;

    private DatasetRefusals() {}

    public static InvalidRequestException asInvalid(DatasetRefusedException e) {
        List<FieldProblem> errors = new ArrayList<>();
        e.faults().forEach(fault -> errors.add(new FieldProblem(fault.field(), fault.message())));
        DatasetBody.problems(e.found()).stream()
                .limit(MOST_NAMED)
                .forEach(problem -> errors.add(new FieldProblem("line " + problem.line(), problem.message())));
        if (e.faults().isEmpty()) {
            long lost = e.found().problemCount();
            String rows = lost == 1 ? "1 row" : lost + " rows";
            errors.add(new FieldProblem("partial", "must be true to store the others: " + rows + " can't be stored"));
        }
        return new InvalidRequestException(errors);
    }
}
