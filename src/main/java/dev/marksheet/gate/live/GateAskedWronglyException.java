package dev.marksheet.gate.live;

import java.util.List;
import java.util.stream.Collectors;

/** A gate was asked something that can't be answered; all that is wrong is told at once. */
public final class GateAskedWronglyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    /**
     * What is wrong with one parameter.
     *
     * @param message in words that follow the parameter's name
     */
    public record Fault(String parameter, String message) {}

    GateAskedWronglyException(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.parameter() + " " + fault.message())
                .collect(Collectors.joining("; ")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
