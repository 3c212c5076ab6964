package dev.marksheet.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.text.Language;
import org.junit.jupiter.api.Test;

class ScoreProgressTests {

    private final Written written = new Written();

    @Test
    void tellsEveryTenthOnALineOfItsOwn() {
        ScoreProgress progress = new ScoreProgress(written.call());
        for (int done : new int[] {0, 1, 9, 10, 11, 19, 20, 100}) {
            progress.show(done, 100);
        }
        progress.end(100, 100);

        assertThat(written.err().lines().map(line -> line.replaceAll(", about.*", "")))
                .containsExactly("0 of 100 calls", "10 of 100 calls", "20 of 100 calls", "100 of 100 calls");
    }

    @Test
    void guessesTheRestFromTheThirdCallOfThisRunOn() {
        ScoreProgress progress = new ScoreProgress(written.call());
        progress.show(5, 10);
        progress.show(7, 10);
        progress.show(8, 10);
        progress.show(10, 10);

        assertThat(written.err().lines())
                .containsExactly("5 of 10 calls", "7 of 10 calls", "8 of 10 calls, about 00:01 left", "10 of 10 calls");
    }

    @Test
    void saysWhereItEndsUnlessItWasSaid() {
        ScoreProgress progress = new ScoreProgress(written.call());
        progress.show(0, 0);
        progress.end(0, 0);
        assertThat(written.err()).isEmpty();

        progress.show(1, 100);
        progress.end(2, 100);
        progress.end(2, 100);

        assertThat(written.err()).isEqualTo("1 of 100 calls\n2 of 100 calls\n");
    }

    @Test
    void drawsABarThatMovesWhereSomebodyLooks() {
        ScoreProgress progress = new ScoreProgress(written.call(Language.ZH, true));
        progress.show(0, 4);
        progress.show(2, 4);
        progress.interrupt();
        progress.interrupt();
        progress.show(4, 4);
        progress.end(4, 4);

        String clear = "\r\u001b[K";
        assertThat(written.err())
                .startsWith("\r[" + ".".repeat(30) + "] ")
                .contains("\u001b[K\r[" + "#".repeat(15) + ".".repeat(15) + "] ")
                .contains("\u001b[K" + clear + "\r[" + "#".repeat(30) + "] ")
                .doesNotContain(clear + clear)
                .endsWith(clear + written.call(Language.ZH, false).text("progress", 4, 4) + "\n");
    }
}
