package dev.marksheet.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandHelpTests {

    private static final List<Object> ALL =
            List.of(new ScoreOptions(), new GateCommandOptions(), new ImportOptions(), new BackupOptions());

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void namesEveryOptionInBothLanguages(String language) {
        for (Object options : ALL) {
            CommandLine line = new CommandLine(options);
            String help = help(line.getCommandName(), language);
            line.getCommandSpec()
                    .options()
                    .forEach(option -> assertThat(help)
                            .as(line.getCommandName())
                            .containsPattern(option.longestName() + "(?![a-z-])"));
            assertThat(help).contains("--language=");
        }
    }

    private static String help(String command, String language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printer = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = new Commands(printer, printer, Locale.ENGLISH, (works, settings) -> {
                    throw new IllegalStateException("help starts nothing");
                })
                .run(command, "--help", "--language=" + language);
        assertThat(status).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
