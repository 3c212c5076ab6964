package dev.marksheet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marksheet.dataset.DatasetField;
import dev.marksheet.job.dataset.DatasetShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreFileTests {

    @TempDir
    Path folder;

    private final Written written = new Written();
    private final Call call = written.call();

    private ScoreOptions options(String file, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(folder.resolve(file).toString()));
        arguments.addAll(List.of(more));
        Files.writeString(folder.resolve(file), "question,answer\nq,a\n");
        return Options.read(new ScoreOptions(), arguments, call);
    }

    private ScoreFile file(String name, String... more) throws IOException {
        return new ScoreFile(call, options(name, more));
    }

    @ParameterizedTest
    @CsvSource({
        "rows.csv, rows",
        "rows.v2.jsonl, rows.v2",
        "rows, rows",
        "a@b%c;d.csv, a-b-c-d",
        "...rows.csv, rows",
        "茶.csv, 茶",
        "'  a b  .csv', a b",
        ".csv, rows",
        "rows.1234567, rows.1234567"
    })
    void isAVersionOfTheDatasetThatIsCalledLikeIt(String file, String dataset) throws IOException {
        assertThat(file(file).dataset()).isEqualTo(dataset);
    }

    @Test
    void hasTheFirstEightyCharactersOfALongName() throws IOException {
        assertThat(file("a".repeat(80) + ".csv").dataset()).isEqualTo("a".repeat(80));
        assertThat(file("a".repeat(79) + " b.csv").dataset()).isEqualTo("a".repeat(79));
        assertThat(file("a".repeat(79) + "😀.csv").dataset())
                .as("no half of a character")
                .isEqualTo("a".repeat(79));
    }

    @Test
    void isAVersionOfTheDatasetThatIsNamed() throws IOException {
        assertThat(file("rows.csv", "--dataset=tea").dataset()).isEqualTo("tea");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> file("rows.csv", "--dataset=a/b"))
                .withMessageStartingWith("--dataset: must have 1 to 100 characters");
    }

    @Test
    void isReadWithTheColumnsThatAreNamed() throws IOException {
        DatasetShelf.Upload upload = file("rows.csv", "--column", "question=Q", "--column", "contexts=")
                .upload();

        assertThat(upload.named()).isEqualTo(Map.of(DatasetField.QUESTION, "Q", DatasetField.CONTEXTS, ""));
        assertThat(upload.name()).isEqualTo("rows");
        assertThat(upload.bytes()).isEqualTo(20);
        assertThat(upload.rows().survey().columns()).containsExactly("question", "answer");
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> file("rows.csv", "--column", "wuestion=Q"))
                .withMessageStartingWith("--column: wuestion is no field; valid: item, question, answer, contexts,");
    }

    @Test
    void hasASessionOfItsOwnThatIsTheSameForTheSameBytes() throws IOException {
        ScoreFile one = file("rows.csv");
        String session = one.session(one.upload());

        assertThat(session).matches("rows-[0-9a-f]{8}");
        assertThat(one.session(file("rows.csv").upload())).isEqualTo(session);
        Files.writeString(folder.resolve("rows.csv"), "question,answer\nq,b\n");
        assertThat(one.session(one.upload())).isNotEqualTo(session);
    }

    @Test
    void hasToBeAFile() {
        for (String missing : List.of("missing.csv", "")) {
            ScoreOptions options = Options.read(
                    new ScoreOptions(), List.of(folder.resolve(missing).toString()), call);
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> new ScoreFile(call, options))
                    .withMessageContaining("there is no such file");
        }
    }

    @Test
    void hasFoldersMadeForWhatIsToBeWritten() throws IOException {
        new ResultFiles(
                        call,
                        options(
                                "rows.csv",
                                "--out=" + folder.resolve("a/b"),
                                "--junit=" + folder.resolve("c/d.xml"),
                                "--markdown=" + folder.resolve("e.md")))
                .prepare();

        assertThat(folder.resolve("a/b")).isDirectory();
        assertThat(folder.resolve("c")).isEmptyDirectory();
        assertThat(folder.resolve("e.md")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"junit", "markdown"})
    void refusesToWriteWhereAFolderIs(String option) throws IOException {
        ResultFiles files = new ResultFiles(call, options("rows.csv", "--" + option + "=" + folder));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(files::prepare)
                .withMessage(folder + " is a folder; name a file.");
    }

    @Test
    void refusesToWriteBelowAFile() throws IOException {
        ResultFiles files = new ResultFiles(call, options("rows.csv", "--out=" + folder.resolve("rows.csv/a")));

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(files::prepare)
                .withMessageContaining("can't be written");
    }
}
