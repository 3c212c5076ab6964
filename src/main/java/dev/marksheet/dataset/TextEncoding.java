package dev.marksheet.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * In which characters a file is written: what its mark says, else UTF-8 where that fits, else GB18030, in which Excel
 * writes where Windows is Chinese. A UTF-8 file with a broken byte here and there stays one; its lines are told.
 *
 * @param markBytes how long the mark at the start is
 * @param brokenLines lines with bytes that no such text has, from 1 on; at most some thousand
 */
record TextEncoding(Charset charset, int markBytes, Set<Integer> brokenLines) {

    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int BUFFER = 32 * 1024;

    static TextEncoding of(DatasetSource source) throws IOException {
        byte[] start;
        try (InputStream in = source.open()) {
            start = in.readNBytes(3);
        }
        int first = start.length < 2 ? 0 : (start[0] & 0xFF) << 8 | start[1] & 0xFF;
        if (first == 0xFFFE || first == 0xFEFF) {
            return new TextEncoding(
                    first == 0xFFFE ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE, 2, Set.of());
        }
        boolean marked = first == 0xEFBB && start.length == 3 && (start[2] & 0xFF) == 0xBF;
        LineSurvey utf8 = survey(source, StandardCharsets.UTF_8, marked ? 3 : 0);
        if (!marked && utf8.mayBeOther()) {
            LineSurvey chinese = survey(source, GB18030, 0);
            if (chinese.brokenCount() < utf8.brokenCount()) {
                return new TextEncoding(GB18030, 0, chinese.broken());
            }
        }
        return new TextEncoding(StandardCharsets.UTF_8, marked ? 3 : 0, utf8.broken());
    }

    /** Reads the whole file, so that nothing of it has to be kept. */
    private static LineSurvey survey(DatasetSource source, Charset charset, int skipped) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        LineSurvey lines = new LineSurvey();
        try (InputStream in = source.open()) {
            in.skipNBytes(skipped);
            boolean end = false;
            while (!end) {
                int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                end = read < 0;
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                decode(decoder, bytes, chars, end, lines);
                bytes.compact();
            }
        }
        lines.end();
        return lines;
    }

    private static void decode(
            CharsetDecoder decoder, ByteBuffer bytes, CharBuffer chars, boolean end, LineSurvey lines) {
        CoderResult result;
        do {
            result = decoder.decode(bytes, chars, end);
            lines.sound(chars.flip());
            chars.clear();
            if (result.isError()) {
                lines.broken(result.length());
                bytes.position(bytes.position() + result.length());
            }
        } while (result.isError() || result.isOverflow());
    }

    /** The text behind the mark; what is broken is replaced. */
    Reader reader(DatasetSource source) throws IOException {
        InputStream in = source.open();
        in.skipNBytes(markBytes);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    /** Whether a row that takes these lines has bytes that could not be read. */
    boolean breaks(int from, int to) {
        return !brokenLines.isEmpty() && brokenLines.stream().anyMatch(line -> line >= from && line <= to);
    }
}
