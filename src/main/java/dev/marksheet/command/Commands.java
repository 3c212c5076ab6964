package dev.marksheet.command;

import dev.marksheet.session.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** The commands of the jar. Used by the thread that starts the process. */
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
    private static final List<String> NAMES = List.of("score", "gate", "import", "backup");
    private static final String LANGUAGE = "--language=";

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
        List<String> rest = Stream.of(arguments)
                .filter(new First(name).negate())
                .filter(argument -> !argument.startsWith(LANGUAGE))
                .toList();
        List<String> settings = rest.stream().filter(Commands::isSetting).toList();
        List<String> own =
                rest.stream().filter(argument -> !isSetting(argument)).toList();
        Call call = new Call(terminal, language(arguments), settings, starter);
        try {
            if (!NAMES.contains(name)) {
                throw call.refusal("unknown.command", name, near(name), String.join(", ", NAMES));
            }
            if (own.contains("--help") || own.contains("-h")) {
                terminal.out().print(help(name, call.language()));
                return Status.PASS;
            }
            return run(name, own, call);
        } catch (RefusedException e) {
            e.lines().forEach(terminal.err()::println);
            return Status.REFUSED;
        }
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

    private Language language(String... arguments) {
        Supplier<String> machines = locale::getLanguage;
        String asked = Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(LANGUAGE))
                .reduce((first, last) -> last)
                .map(argument -> argument.substring(LANGUAGE.length()))
                .orElseGet(machines);
        return asked.equals("zh") ? Language.ZH : Language.EN;
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

    /** Meets one argument once. */
    private static final class First implements java.util.function.Predicate<String> {

        private final String wanted;
        private boolean met;

        First(String wanted) {
            this.wanted = wanted;
        }

        @Override
        public boolean test(String argument) {
            boolean now = !met && argument.equals(wanted);
            met |= now;
            return now;
        }
    }
}
