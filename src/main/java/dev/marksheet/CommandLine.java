package dev.marksheet;

import dev.marksheet.command.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers what is asked on the command line without starting anything. */
final class CommandLine {

    private static final List<String> HELP = List.of("--help", "-h", "help");
    private static final List<String> VERSION = List.of("--version", "-V", "version");

    private CommandLine() {}

    /** Whether the arguments name something else to do than to start the service, rightly or not. */
    static boolean isCommand(String... args) {
        return Commands.name(args)
                .filter(name -> !HELP.contains(name) && !VERSION.contains(name))
                .isPresent();
    }

    /**
     * Whether the arguments ask for a text, which is printed then.
     *
     * @param version of the jar; null outside one
     */
    static boolean answered(String[] args, @Nullable String version, Locale locale, PrintStream out) {
        if (args.length == 1 && VERSION.contains(args[0])) {
            out.println("Marksheet " + (version == null ? "(not from a jar)" : version) + ", Java "
                    + System.getProperty("java.version"));
            return true;
        }
        boolean help =
                args.length > 0 && HELP.contains(args[0]) || Arrays.stream(args).anyMatch(arg -> arg.equals("--help"));
        if (help) {
            out.print(text(locale));
        }
        return help;
    }

    private static String text(Locale locale) {
        String language = locale.getLanguage().equals("zh") ? "zh" : "en";
        try (InputStream text = CommandLine.class.getResourceAsStream("/help_" + language + ".txt")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
