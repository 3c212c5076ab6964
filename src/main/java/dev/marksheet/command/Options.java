package dev.marksheet.command;

import dev.marksheet.session.text.NearName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reads what stands behind a command. */
final class Options {

    private Options() {}

    /**
     * Fills options in.
     *
     * @param options an object of a class with picocli's annotations
     * @throws RefusedException if something can't be read; it names what is near
     */
    static <T> T read(T options, List<String> arguments, Call call) {
        CommandLine line = new CommandLine(options);
        try {
            line.parseArgs(arguments.toArray(String[]::new));
            return options;
        } catch (ParameterException e) {
            throw new RefusedException(List.of(message(e, call), call.text("see.help", line.getCommandName())));
        }
    }

    private static String message(ParameterException e, Call call) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String said = withoutValue(unmatched.getUnmatched().get(0));
            return near(said, unmatched.getCommandLine())
                    .map(near -> call.text("unknown.near", said, near))
                    .orElseGet(() -> call.text("unknown.option", said));
        }
        if (e instanceof MissingParameterException missing) {
            return call.text(
                    "missing",
                    missing.getMissing().stream()
                            .map(argument -> argument.isOption() ? name(argument) : argument.paramLabel())
                            .collect(Collectors.joining(", ")));
        }
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() != null) {
            return call.text("twice", name(twice.getOverwritten()));
        }
        String option = e.getArgSpec() == null ? "" : name(e.getArgSpec());
        return e.getValue() == null || option.isEmpty()
                ? String.valueOf(e.getMessage())
                : call.text("value", option, e.getValue());
    }

    /** A value may be a key, which belongs in no log. */
    private static String withoutValue(String argument) {
        int end = argument.indexOf('=');
        return argument.startsWith("-") && end > 0 ? argument.substring(0, end) : argument;
    }

    /** The library looks at the value as well, and so finds nothing near an option that has one. */
    private static Optional<String> near(String option, CommandLine line) {
        return NearName.of(
                option,
                line.getCommandSpec().options().stream()
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .toList());
    }

    private static String name(CommandLine.Model.ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
