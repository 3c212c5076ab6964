package dev.marksheet.command;

import dev.marksheet.session.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** The commands of the jar. Used by the thread that starts the process. */
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final List<String> NAMES = List.of("score", "gate", "import", "backup");
    private static final String LANGUAGE = "--language";

    private final Terminal terminal;
    private final Locale locale;
    private final Starter starter;

    /** Starts what a command works with: all that a service has but its doors. */
    public interface Starter {

        /**
         * @param works whether calls are scored
         * @param settings as they stand on a command line
         * @throws RuntimeException if it can't be started; why was said already
         */
        ConfigurableApplicationContext start(boolean works, List<String> settings);
    }

    /** Those that write elsewhere. */
    public Commands(PrintStream out, PrintStream err, Locale locale, Starter starter) {
        this(new Terminal(out, err, false), locale, starter);
    }

    private Commands(Terminal terminal, Locale locale, Starter starter) {
        this.terminal = terminal;
        this.locale = locale;
        this.starter = starter;
    }

    /** Those of this process, whose standard output is the results' alone from now on. */
    public static Commands ofProcess(Starter starter) {
        return new Commands(Terminal.ofProcess(), Locale.getDefault(), starter);
    }

    /** The first argument that is no option: the name of a command, or meant to be one. Settings may stand before it. */
    public static Optional<String> name(String... arguments) {
        return Stream.of(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst();
    }

    /**
     * Carries a command out.
     *
     * @return the status with which the process is to end
     */
    public int run(String... arguments) {
        String name = name(arguments).orElseThrow();
        List<String> rest = new ArrayList<>(List.of(arguments));
        rest.remove(name);
        String asked = language(rest);
        Language language = asked.equals("zh") ? Language.ZH : Language.EN;
        List<String> settings = rest.stream().filter(Commands::isSetting).toList();
        List<String> own =
                rest.stream().filter(argument -> !isSetting(argument)).toList();
        try {
            return run(name, own, new Call(terminal, language, settings, starter), asked);
        } catch (RefusedException e) {
            e.lines().forEach(terminal.err()::println);
            return Status.REFUSED;
        }
    }

    private int run(String name, List<String> own, Call call, String language) {
        if (!NAMES.contains(name)) {
            throw call.refusal("unknown.command", name, near(name), String.join(", ", NAMES));
        }
        if (!List.of("en", "zh").contains(language)) {
            throw call.refusal("language", language);
        }
        if (own.contains("--help") || own.contains("-h")) {
            terminal.out().print(help(name, call.language()));
            return Status.PASS;
        }
        return run(name, own, call);
    }

    private static int run(String name, List<String> own, Call call) {
        try {
            return switch (name) {
                case "score" -> new ScoreCommand(call, Options.read(new ScoreOptions(), own, call)).run();
                case "gate" -> new GateCommand(call, Options.read(new GateCommandOptions(), own, call)).run();
                case "import" -> new ImportFolder(call, Options.read(new ImportOptions(), own, call)).run();
                case "backup" -> new BackupCommand(call, Options.read(new BackupOptions(), own, call)).run();
                default -> throw new IllegalStateException(name);
            };
        } catch (RefusedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.debug("The command ends", e);
            throw call.refusal("broken", Optional.ofNullable(e.getMessage()).orElse(e.toString()));
        }
    }

    /** Settings are Spring's to read: all of them have a point in their name. */
    private static boolean isSetting(String argument) {
        int end = argument.indexOf('=');
        return argument.startsWith("--") && (end < 0 ? argument : argument.substring(0, end)).indexOf('.') > 0;
    }

    /** Takes the language out of the arguments: the one that is asked for last, else the machine's. */
    private String language(List<String> arguments) {
        String asked = locale.getLanguage().equals("zh") ? "zh" : "en";
        int at = 0;
        while (at < arguments.size()) {
            String argument = arguments.get(at);
            boolean apart = argument.equals(LANGUAGE) && at + 1 < arguments.size();
            if (apart || argument.startsWith(LANGUAGE + "=")) {
                arguments.remove(at);
                asked = apart ? arguments.remove(at) : argument.substring(LANGUAGE.length() + 1);
            } else {
                at++;
            }
        }
        return asked;
    }

    private static String near(String name) {
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return NAMES.stream()
                .min((a, b) -> Integer.compare(distance.apply(a, name), distance.apply(b, name)))
                .orElseThrow();
    }

    private static String help(String name, Language language) {
        String file = "/command/" + name + "_" + language.wireName() + ".txt";
        try (InputStream text = Commands.class.getResourceAsStream(file)) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
