package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands as the jar's main method runs them, on one started context. */
class CommandTests {

    private static final String GOOD =
            "When did it open?,It opened in 1894.,It opened in 1894 after eight years.,In 1894.";
    private static final String BAD =
            "When did it open?,It opened in 2001.,It opened in 1894 after eight years.,In 1894.";
    private static final String HEAD = "question,answer,contexts,ground_truth\n";

    @TempDir
    static Path outputs;

    static ConfigurableApplicationContext shared;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        shared = new CommandStart(false)
                .start(
                        true,
                        List.of(
                                "--marksheet.outputs-dir=" + outputs,
                                "--marksheet.judge.base-url=",
                                "--marksheet.metrics=faithfulness,context_recall"));
    }

    @AfterAll
    static void stop() {
        shared.close();
    }

    static CommandRun run(Locale locale, String... arguments) {
        return CommandRun.of(locale, CommandTests::child, arguments);
    }

    /** Closes without closing what is shared. */
    private static ConfigurableApplicationContext child(boolean works, List<String> settings) {
        GenericApplicationContext child = new GenericApplicationContext(shared);
        child.refresh();
        return child;
    }

    private static CommandRun run(String... arguments) {
        return run(Locale.ENGLISH, arguments);
    }

    private String file(String name, String row, int times) throws IOException {
        String rows = IntStream.range(0, times).mapToObj(i -> row).collect(Collectors.joining("\n", HEAD, "\n"));
        return Files.writeString(folder.resolve(name), rows).toString();
    }

    @Test
    void passesAndWritesTheFiles() throws IOException {
        String rows = file("passing.csv", GOOD, 40);
        Path out = folder.resolve("out");
        Path junit = folder.resolve("reports/gate.xml");

        CommandRun first = run(
                "score",
                rows,
                "--session=passing",
                "--gate=faithfulness=0.6",
                "--out=" + out,
                "--junit=" + junit,
                "--label",
                "git_sha=a1b2",
                "--label=prompt=v2",
                "--name=Nightly 夜间");

        assertThat(first.out()).contains("passing: 40 calls scored, 0 failed", "faithfulness  ", "PASS  faithfulness ");
        assertThat(first.status()).as(first.err()).isZero();
        assertThat(first.err()).contains("40 of 40 calls", "Written: ");
        assertThat(Files.readString(junit)).contains("<testsuite", "tests=\"1\" failures=\"0\"");
        assertFiles(out);

        CommandRun second = run("score", rows, "--session=passing", "--gate=faithfulness=0.6", "--out=" + out);

        assertThat(second.out()).isEqualTo(first.out());
        assertThat(Files.readAllLines(out.resolve("scores.csv"))).hasSize(41);
    }

    private static void assertFiles(Path out) throws IOException {
        assertThat(Files.readAllLines(out.resolve("scores.csv"))).hasSize(41);
        assertThat(Files.readString(out.resolve("summary.md"))).contains("faithfulness");
        assertThat(out.resolve("optimization_advice.md")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("metadata.json"))).contains("\"session_id\" : \"passing\"");
        assertThat(Files.readString(out.resolve("export.html")))
                .startsWith("<!DOCTYPE html>")
                .contains("Nightly 夜间", "git_sha", "Content-Security-Policy")
                .doesNotContain("href=\"/", "<!--style-->");
    }

    @ParameterizedTest
    @CsvSource({"failing, 0.8, 40, 1, FAIL", "undecided, 0.8, 2, 3, UNDECIDED"})
    void endsWithTheVerdict(String session, String threshold, int rows, int status, String verdict) throws IOException {
        CommandRun ended =
                run("score", file(session + ".csv", BAD, rows), "--gate=faithfulness=" + threshold, "--json");

        JsonNode body = JsonMapper.shared().readTree(ended.out());
        assertThat(ended.status()).as(ended.err()).isEqualTo(status);
        assertThat(body.get("exit_code").asInt()).isEqualTo(status);
        assertThat(body.get("session_id").asString()).matches(session + "-[0-9a-f]{8}");
        assertThat(body.get("gate").get("verdict").asString()).isEqualTo(verdict);
        assertThat(body.get("gate").get("calls").get("expected").asInt()).isEqualTo(rows);
        assertThat(body.get("metric_stats").get("faithfulness").get("scored").asInt())
                .isEqualTo(rows);
    }

    @Test
    void goesOnAfterItsTimeWasUpAndIsDoneWithoutAGateWhenAllIsScored() throws IOException {
        String rows = file("plain.csv", GOOD, 60);

        CommandRun cut = run("score", rows, "--metrics=faithfulness", "--timeout=0s");
        CommandRun rest = run("score", rows, "--metrics=faithfulness");

        assertThat(cut.status()).as(cut.out()).isEqualTo(3);
        assertThat(cut.err()).contains("The time is up after", "The same command goes on");
        assertThat(rest.status()).as(rest.err()).isZero();
        assertThat(rest.out()).contains("60 calls scored").doesNotContain("PASS", "context_recall");
    }

    @Test
    void namesTheLinesThatAreWrongAndTakesTheOthersWhenTold() throws IOException {
        Path rows = Files.writeString(folder.resolve("wrong.csv"), HEAD + GOOD + "\nWhen?,It\n" + GOOD + "\n");

        CommandRun refused = run("score", rows.toString());

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("wrong.csv:3: has 2 cells where the heading has 4", "--partial");
        CommandRun partial = run("score", rows.toString(), "--partial");
        assertThat(partial.status()).as(partial.err()).isZero();
        assertThat(partial.out()).contains("2 calls scored");
    }

    @Test
    void readsWhatExcelWritesInChinaAndAnswersInChinese() throws IOException {
        Path rows = folder.resolve("夜间.csv");
        Files.write(rows, "题干,回答,上下文\n桥何时开放？,桥于1894年开放。,桥于1894年开放。\n".getBytes(Charset.forName("GB18030")));

        CommandRun ended = run(Locale.CHINA, "score", rows.toString(), "--column", "question=题干");

        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(ended.out()).contains("已打分 1 个样本", "指标");
        assertThat(run(Locale.CHINA, "score", rows + "x").err()).contains("没有这个文件");
        assertThat(run("score", rows + "x", "--language", "zh").err()).contains("没有这个文件");
    }

    @Test
    void keepsFilesApartUnlessTold() throws IOException {
        run("score", file("rows.csv", GOOD, 1), "--session=apart");

        CommandRun other = run("score", file("rows.csv", GOOD, 2), "--session=apart");

        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("Session apart holds rows@1", "is rows@2", "--add");
        CommandRun added = run("score", file("rows.csv", GOOD, 2), "--session=apart", "--add");
        assertThat(added.status()).as(added.err()).isZero();
        assertThat(added.out()).contains("3 calls scored");
    }

    @Test
    void holdsAnEqualFileScoredInAnotherWayAgainstTheSession() throws IOException {
        String rows = file("ways.csv", GOOD, 1);
        run("score", rows, "--session=ways");

        CommandRun other = run("score", rows, "--session=ways", "--metrics=context_recall");

        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("holds ways@1 already, scored by local");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--metrics=faithfulnes                 | did you mean faithfulness",
                "--gate=faithfulnes=0.8                | did you mean faithfulness",
                "--gate=faithfulness=1                 | no number of calls can prove",
                "--gate=faithfulness                   | such as faithfulness=0.8",
                "--judge-model=gpt                     | no judge endpoint is configured",
                "--alpha=0.05                          | --alpha needs a gate",
                "--junit=x.xml                         | --gate=METRIC=THRESHOLD",
                "--sesion=x                            | There is no option --sesion; did you mean --session",
                "--label=x                             | --label can't be x",
                "--column=quest=x                      | quest is no field",
                "--timeout=soon                        | --timeout: soon",
                "--format=xml                          | --format: xml",
                "--language=fr                         | --language: fr must be en or zh",
                "--session=                            | --session: must have 1 to 200 characters",
            })
    void refusesWhatCantBeUsedAndNamesTheWayOut(String option, String said) throws IOException {
        CommandRun ended = run("score", file("refused.csv", GOOD, 1), option);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains(said);
    }

    @Test
    void asksTheGateOfWhatIsKept() throws IOException {
        run("score", file("asked.csv", GOOD, 40), "--session=asked");
        Path junit = folder.resolve("gate.xml");

        CommandRun passed = run("gate", "asked", "faithfulness=0.6", "--junit=" + junit);
        CommandRun undecided = run("gate", "asked", "--gate=faithfulness=0.95", "--json");

        assertThat(passed.status()).as(passed.err()).isZero();
        assertThat(passed.out()).startsWith("PASS  faithfulness ");
        assertThat(junit).content().contains("failures=\"0\"");
        assertThat(undecided.status()).as(undecided.out()).isEqualTo(3);
        assertThat(JsonMapper.shared().readTree(undecided.out()).get("verdict").asString())
                .isEqualTo("UNDECIDED");
        assertThat(run("gate", "nobody", "faithfulness=0.6").err())
                .contains("There is no session nobody in " + outputs);
        assertThat(run("gate", "asked").err()).contains("--gate: criteria are missing");
        assertThat(run("gate", "asked", "--baseline=asked").err()).contains("--baseline must be another session");
        assertThat(run("gate", "asked", "faithfulness=0.6", "--wait=5").err()).contains("--wait needs --server=URL");
    }

    @Test
    void copiesAllThatIsKept() {
        CommandRun ended = run("backup", "--json");

        JsonNode copy = JsonMapper.shared().readTree(ended.out());
        assertThat(ended.status()).as(ended.err()).isZero();
        assertThat(Path.of(copy.get("path").asString(), "marksheet.db")).isNotEmptyFile();
        assertThat(copy.get("sums").get("scores").asLong()).isNotNegative();
    }

    @Test
    void takesAnOldFolderOverOnce() throws IOException {
        Path run = Files.createDirectories(folder.resolve("old/score-session/abc"));
        Files.writeString(run.resolve("scores.csv"), """
                sample_id,question,answer,contexts,ground_truth,faithfulness,error,judge_model,embedding_model,run_id,job_id
                1,"Who, then?",Ann.,Ann. |||| Bob.,Ann.,0.5,,gpt-4o,text-embedding-3-small,abc,0123456789ab
                """);
        Files.writeString(run.resolve("metadata.json"), "{\"session_id\": \"old nightly\"}");

        CommandRun first = run("import", folder.resolve("old").toString(), "--json");
        CommandRun second = run("import", folder.resolve("old").toString());

        assertThat(first.status()).as(first.err()).isZero();
        assertThat(JsonMapper.shared().readTree(first.out()).get("scored").asInt())
                .isEqualTo(1);
        assertThat(second.out()).contains("0 sessions with 0 calls", "1 calls were there already");
        assertThat(run("import", folder.toString())).satisfies(refused -> {
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).contains("name the old outputs folder");
        });
    }

    @Test
    void leavesAFolderAloneThatAnotherProcessWorksOn() {
        String[] asked = {"gate", "asked", "faithfulness=0.6", "--marksheet.outputs-dir=" + outputs};

        CommandRun refused = CommandRun.of(Locale.ENGLISH, new CommandStart(false), asked);

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains("Nothing was done", "--server=http://127.0.0.1:8080");
    }

    @Test
    void knowsItsCommands() {
        assertThat(run("scor", "rows.csv")).satisfies(ended -> {
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.err()).contains("There is no command scor; did you mean score?");
        });
        assertThat(run("score").err()).contains("missing: FILE");
        assertThat(run("score", "--help").out()).contains("--gate=METRIC=THRESHOLD", "Exit status");
        assertThat(run(Locale.CHINA, "score", "-h").out()).contains("退出码");
        assertThat(CommandLine.isCommand("--server.port=1")).isFalse();
        assertThat(CommandLine.isCommand("--marksheet.job.workers=2", "score")).isTrue();
    }
}
