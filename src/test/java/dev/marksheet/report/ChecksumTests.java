package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** FNV-1a, 64 bits: the sums are those of its authors' test suite. */
class ChecksumTests {

    private static final byte[] FOOBAR = "foobar".getBytes(StandardCharsets.US_ASCII);
    private static final long OF_FOOBAR = 0x85944171f73967e8L;

    @Test
    void isThatOfItsAuthors() {
        assertThat(sum("a")).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(sum("")).isEqualTo(Checksum.NONE);
        assertThat(sum("foobar")).isEqualTo(OF_FOOBAR);
        assertThat(Checksum.plus(Checksum.NONE, new byte[] {(byte) 0xff}, 0, 1))
                .as("bytes have no sign")
                .isEqualTo((Checksum.NONE ^ 0xff) * 0x100000001b3L);
    }

    private static long sum(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return Checksum.plus(Checksum.NONE, bytes, 0, bytes.length);
    }

    @Test
    void goesOnFromAnEarlierSum() {
        long begun = Checksum.plus(Checksum.NONE, FOOBAR, 0, 2);

        assertThat(Checksum.plus(begun, FOOBAR, 2, 4)).isEqualTo(OF_FOOBAR);
        assertThat(RunFiles.End.OF_NOTHING.plus(FOOBAR)).isEqualTo(new RunFiles.End(6, OF_FOOBAR));
    }

    @Test
    void sumsUpWhatIsWrittenThroughIt() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        try (Checksum.Output out = new Checksum.Output(written)) {
            out.write('f');
            out.write("xooba".getBytes(StandardCharsets.US_ASCII), 1, 4);
            out.write("r".getBytes(StandardCharsets.US_ASCII));

            assertThat(out.end()).isEqualTo(new RunFiles.End(6, OF_FOOBAR));
        }
        assertThat(written.toString(StandardCharsets.US_ASCII)).isEqualTo("foobar");
    }
}
