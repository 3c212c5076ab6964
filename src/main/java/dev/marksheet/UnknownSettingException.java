package dev.marksheet;

import java.util.List;
import java.util.stream.Collectors;

/** Settings were given that there are not. */
final class UnknownSettingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * One of them.
     *
     * @param source where it was given
     * @param near the known name that is nearest
     */
    record Unknown(String name, String source, String near) {}

    UnknownSettingException(List<Unknown> unknown) {
        super(unknown.stream()
                .map(one -> "There is no setting " + one.name() + " (" + one.source() + "); did you mean " + one.near()
                        + "?")
                .collect(Collectors.joining(System.lineSeparator())));
    }
}
