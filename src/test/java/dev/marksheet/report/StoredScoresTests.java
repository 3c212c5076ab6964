package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredScoresTests {

    private static final int LENGTH = 100_000;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(
                folder.resolve("scores.csv"), "row\n".repeat(LENGTH / 4).getBytes());
    }

    @Test
    void sendsWhatIsCommittedAndNoMore() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        transfer(LENGTH - 4, out);

        assertThat(out.toByteArray()).hasSize(LENGTH - 4);
    }

    @Test
    void asksAClientThatWentAwayOnlyOnce() {
        Failing client = new Failing();

        assertThatThrownBy(() -> transfer(LENGTH, client)).hasMessage("gone");
        assertThat(client.refusals).isEqualTo(1);
    }

    @Test
    void tellsOfAFileThatBecameShorter() {
        assertThatThrownBy(() -> transfer(LENGTH + 1, OutputStream.nullOutputStream()))
                .isInstanceOf(EOFException.class);
    }

    private void transfer(long length, OutputStream out) throws IOException {
        try (StoredScores scores = new StoredScores(FileChannel.open(file), length)) {
            scores.transferTo(out);
        }
    }

    /** Goes away after 40,000 bytes. */
    private static final class Failing extends OutputStream {

        private int taken;
        private int refusals;

        @Override
        public void write(int b) throws IOException {
            if (taken == 40_000) {
                refusals++;
                throw new IOException("gone");
            }
            taken++;
        }
    }
}
