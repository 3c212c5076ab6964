package dev.marksheet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncodingTests {

    private static final Charset GB18030 = Charset.forName("GB18030");

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer one) {
                all.write(one);
            } else {
                all.writeBytes(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
            }
        }
        return all.toByteArray();
    }

    private static TextEncoding of(byte[] file) throws IOException {
        return TextEncoding.of(() -> new ByteArrayInputStream(file));
    }

    private static String read(byte[] file) throws IOException {
        try (Reader reader = of(file).reader(() -> new ByteArrayInputStream(file))) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    @Test
    void isWhatTheMarkSays() throws IOException {
        assertThat(of(bytes(0xFF, 0xFE, 'a', 0)).charset()).isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(of(bytes(0xFE, 0xFF, 0, 'a')).charset()).isEqualTo(StandardCharsets.UTF_16BE);
        assertThat(read(bytes(0xFE, 0xFF, 0, (int) 'a'))).isEqualTo("a");
        assertThat(of(bytes(0xEF, 0xBB, 0xBF, "a"))).isEqualTo(new TextEncoding(StandardCharsets.UTF_8, 3, Set.of()));
        assertThat(read(bytes(0xEF, 0xBB, 0xBF, "a"))).isEqualTo("a");
    }

    @Test
    void hasNoMarkWhereItIsNotWhole() throws IOException {
        for (byte[] file :
                new byte[][] {bytes(), bytes("a"), bytes(0xEF), bytes(0xEF, 0xBB), bytes(0xEF, 0xBB, 0xBE)}) {
            assertThat(of(file).markBytes()).isZero();
        }
        assertThat(of(bytes()).charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(of(bytes(0xFF)).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void staysUtf8UnderItsMark() throws IOException {
        byte[] chinese = "评测,评测\n评测,评测\n".getBytes(GB18030);
        byte[] marked = new byte[chinese.length + 3];
        System.arraycopy(bytes(0xEF, 0xBB, 0xBF), 0, marked, 0, 3);
        System.arraycopy(chinese, 0, marked, 3, chinese.length);

        assertThat(of(chinese).charset()).isEqualTo(GB18030);
        assertThat(of(marked).charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(of(marked).brokenLines()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void tellsTheBrokenLinesWhateverEndsThem() throws IOException {
        TextEncoding encoding = of(bytes("é\n", 0xFF, "\r\n", "é\r", 0xFF, "é\r", "é\n\n", 0xFF, "é"));

        assertThat(encoding.brokenLines()).containsExactlyInAnyOrder(2, 4, 7);
        assertThat(encoding.breaks(1, 1)).isFalse();
        assertThat(encoding.breaks(1, 2)).isTrue();
        assertThat(encoding.breaks(2, 2)).isTrue();
        assertThat(encoding.breaks(5, 6)).isFalse();
        assertThat(encoding.breaks(3, 5)).isTrue();
    }

    @Test
    void isChineseOnlyWhereMoreLinesAreBrokenThanForeign() throws IOException {
        byte[] oneByte = bytes("a", 0xC6, "\nb\n");
        assertThat(of(oneByte).charset()).as("one byte is no character").isEqualTo(StandardCharsets.UTF_8);
        byte[] even = bytes("评\n", 0xC6, 0xC0, "\n");
        assertThat(of(even).charset()).as("as many as are foreign").isEqualTo(StandardCharsets.UTF_8);
        byte[] more = bytes("评\n", 0xC6, 0xC0, "\n", 0xC6, 0xC0, "\n");
        assertThat(of(more).charset()).isEqualTo(GB18030);
        byte[] neither = bytes(0xFF, 0xFF, "\n");
        assertThat(of(neither).charset()).as("broken in both").isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void readsFilesThatAreLongerThanItsBuffers() throws IOException {
        String line = "é".repeat(500) + "\n";
        byte[] file = bytes("x" + line.repeat(200), 0xFF, "\n", line);

        assertThat(of(file).brokenLines()).containsExactly(201);
        assertThat(read(file)).isEqualTo("x" + line.repeat(200) + "\uFFFD\n" + line);
    }

    @Test
    void tellsAThousandBrokenLines() throws IOException {
        Object[] parts = new Object[4004];
        for (int i = 0; i < parts.length; i += 4) {
            parts[i] = 0xFF;
            parts[i + 1] = "é\n";
            parts[i + 2] = "é";
            parts[i + 3] = "\n";
        }

        assertThat(of(bytes(parts)).brokenLines()).hasSize(1000).contains(1, 3).doesNotContain(2, 2001);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '^', textBlock = """
            a,b     ^ `,`
            a;b     ^ ;
            a;b;c,d ^ ;
            a;b,c   ^ `,`
            "a;b;c",d ^ `,`
            a       ^ `,`
            """)
    void findsTheDelimiterOutsideQuotes(String heading, char delimiter) {
        assertThat(CsvRows.delimiter(heading)).isEqualTo(delimiter);
        assertThat(CsvRows.delimiter("a\tb\tc;d")).isEqualTo('\t');
        assertThat(CsvRows.delimiter("a;b\tc")).isEqualTo(';');
    }

    @Test
    void endsARowThatTakesNoEnd() throws IOException {
        BoundedReader reader = new BoundedReader(new StringReader("x".repeat(BoundedReader.LONGEST_ROW + 1)));
        char[] half = new char[BoundedReader.LONGEST_ROW / 2];
        for (int i = 0; i < 2; i++) {
            for (int read = 0; read < half.length; ) {
                read += reader.read(half, read, half.length - read);
            }
        }
        assertThatExceptionOfType(BoundedReader.RowTooLongException.class).isThrownBy(reader::read);

        BoundedReader twoRows = new BoundedReader(new StringReader("x".repeat(BoundedReader.LONGEST_ROW + 1)));
        assertThat(twoRows.read()).isEqualTo('x');
        twoRows.rowEnded();
        assertThat(twoRows.transferTo(Writer.nullWriter())).isEqualTo(BoundedReader.LONGEST_ROW);
        assertThat(twoRows.read()).isEqualTo(-1);
    }

    @Test
    void keepsAFileOnDiskToBeReadAsOftenAsIsWanted() throws IOException {
        try (SpooledFile file = SpooledFile.create()) {
            file.add(bytes("abcdef"), 3);
            file.add(bytes(0xFF), 1);

            assertThat(file.size()).isEqualTo(4);
            for (int i = 0; i < 2; i++) {
                try (InputStream in = file.open()) {
                    assertThat(in.read()).isEqualTo('a');
                    assertThat(in.read(new byte[0])).isZero();
                    assertThat(in.readAllBytes()).isEqualTo(bytes("bc", 0xFF));
                    assertThat(in.read()).isEqualTo(-1);
                }
            }
            try (InputStream in = file.open()) {
                in.skipNBytes(3);
                assertThat(in.read()).isEqualTo(0xFF);
            }
        }
    }
}
