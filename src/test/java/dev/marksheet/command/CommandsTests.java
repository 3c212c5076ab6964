package dev.marksheet.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTests {

    private final Written written = new Written();

    private int run(String... arguments) {
        return written.commands(Locale.ENGLISH).run(arguments);
    }

    @Test
    void hasTheFirstArgumentForItsNameThatIsNoOption() {
        assertThat(Commands.name("--marksheet.outputs-dir=x", "-h", "gate", "nightly"))
                .hasValue("gate");
        assertThat(Commands.name("--help")).isEmpty();
    }

    @Test
    void namesWhatIsNearAnUnknownName() {
        assertThat(run("scoer", "rows.csv")).isEqualTo(2);

        assertThat(written.err())
                .isEqualTo("There is no command scoer; did you mean score? There are: score, gate, import, backup."
                        + " --help says more; settings begin with two hyphens.\n");
        assertThat(written.out()).isEmpty();
        assertThat(written.started).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"--language=fr, fr", "--language=, ''", "--language=EN, EN"})
    void knowsTwoLanguages(String option, String said) {
        assertThat(run("gate", option, "s")).isEqualTo(2);
        assertThat(written.err()).isEqualTo("--language: " + said + " must be en or zh.\n");
    }

    @ParameterizedTest
    @CsvSource({
        "zh, '', true",
        "en, '', false",
        "fr, '', false",
        "zh, --language=en, false",
        "en, --language=zh, true",
        "en, --language zh, true",
        "en, --language=en --language zh, true"
    })
    void speaksTheLanguageThatIsAskedForElseTheMachines(String machine, String options, boolean chinese) {
        String[] arguments = ("backup --help " + options).strip().split(" +");

        assertThat(written.commands(Locale.forLanguageTag(machine)).run(arguments))
                .isZero();
        assertThat(written.out().codePoints().anyMatch(Character::isIdeographic))
                .isEqualTo(chinese);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpsWithoutDoingAnything(String option) {
        assertThat(run("score", "missing.csv", option)).isZero();
        assertThat(written.out()).startsWith("java -jar marksheet.jar score ");
        assertThat(written.started).isEmpty();
    }

    @Test
    void leavesSettingsToSpringAndReadsTheRestItself() {
        assertThat(run("--marksheet.outputs-dir=x", "gate", "--a.b", "nightly", "faithfulness=0.8", "--c.d=e=f"))
                .isEqualTo(2);

        assertThat(written.started).containsExactly("false --marksheet.outputs-dir=x --a.b --c.d=e=f");
        assertThat(written.err()).startsWith("Nothing was done.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--criterion=a.b", "-a.b", "--plain", "--"})
    void takesNothingElseForASetting(String option) {
        assertThat(run("gate", "nightly", option)).isEqualTo(2);
        assertThat(written.started).allMatch(start -> start.equals("false "));
    }

    @Test
    void saysThatNothingWasScoredWhereNothingCouldBeStarted(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("rows.csv"), "question,answer\nq,a\n");

        assertThat(run("score", file.toString())).isEqualTo(2);

        assertThat(written.started).containsExactly("true ");
        assertThat(written.err()).startsWith("Nothing was scored.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gate                           | Something is missing: SESSION.
            gate s --wiat                  | There is no option --wiat; did you mean --wait?
            gate s --bseline=other         | There is no option --bseline; did you mean --baseline?
            gate s --qqqqqqqqqqqq          | There is no option --qqqqqqqqqqqq.
            gate s --kye=secret            | There is no option --kye; did you mean --key?
            backup more                    | There is no option more.
            gate s --rule=mean --rule=mean | --rule is given more than once.
            score rows.csv --budget=much   | --budget can't be much.
            """)
    void tellsWhatIsWrongWithAnOption(String line, String said) {
        assertThat(run(line.strip().split(" +"))).isEqualTo(2);
        assertThat(written.err().lines().toList())
                .containsExactly(said, "java -jar marksheet.jar " + line.split(" ")[0] + " --help lists all.");
        assertThat(written.started).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', textBlock = """
            gate s --format=xml            ^ --format: xml must be text, json, markdown, junit or github.
            gate s --wait=soon             ^ --wait: soon must be a time such as 90s, 10m or 2h.
            gate s --wait=10s              ^ --wait needs --server=URL: in a folder nothing changes that one could wait for.
            gate s faithfulness            ^ --gate: faithfulness must be a metric and its threshold, such as faithfulness=0.8.
            gate s --server=ftp://x        ^ --server: ftp://x must be the address of a service, such as http://127.0.0.1:8080.
            gate s --server=http:          ^ --server: http: must be the address of a service, such as http://127.0.0.1:8080.
            gate s --server=localhost:1    ^ --server: localhost:1 must be the address of a service, such as http://127.0.0.1:8080.
            backup --server=http://a|b/    ^ --server: http://a|b must be the address of a service, such as http://127.0.0.1:8080.
            score missing.csv              ^ missing.csv: there is no such file, or it can't be read.
            """)
    void refusesWhatCanNotBeUsed(String line, String said) {
        assertThat(run(line.split(" +"))).isEqualTo(2);
        assertThat(written.err()).isEqualTo(said + "\n");
        assertThat(written.started).isEmpty();
    }

    @Test
    void saysWhatBrokeDown() {
        Commands broken =
                new Commands(System.out, written.call().terminal().err(), Locale.ENGLISH, (works, settings) -> {
                    throw new RefusedException("of the starter");
                });

        assertThat(broken.run("import", "old")).isEqualTo(2);
        assertThat(written.err()).startsWith("Nothing was done.");
    }
}
