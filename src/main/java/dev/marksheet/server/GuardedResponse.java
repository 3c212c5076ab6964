package dev.marksheet.server;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An answer that has to take a place before it grows beyond one buffer, and is given up when its client reads too slowly. */
final class GuardedResponse extends HttpServletResponseWrapper {

    /** What is sent in one piece, in bytes; the operating system takes so much without waiting for the client. */
    private static final int BUFFER = 32 * 1024;

    /** A client may take a minute and a second for each of so many bytes. */
    private static final int SLOWEST_BYTES_A_SECOND = 4 * 1024;

    /** Names the attribute of requests whose answer was refused: exceptions are swallowed or replaced on their way. */
    static final String REFUSED = GuardedResponse.class.getName() + ".refused";

    private static final long FREE_SECONDS = 60;

    private final HttpServletRequest request;
    private final AnswerPlaces.Place place;
    private final long start = System.nanoTime();
    private long written;
    private @Nullable ServletOutputStream stream;
    private @Nullable PrintWriter writer;

    GuardedResponse(HttpServletRequest request, HttpServletResponse response, AnswerPlaces.Place place) {
        super(response);
        this.request = request;
        this.place = place;
        if (response.getBufferSize() < BUFFER) {
            response.setBufferSize(BUFFER);
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        if (stream == null) {
            stream = new Counted(super.getOutputStream());
        }
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new CountedWriter(super.getWriter()));
        }
        return writer;
    }

    @Override
    public void reset() {
        super.reset();
        written = 0;
        writer = null;
        stream = null;
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        written = 0;
    }

    private void count(int bytes) throws IOException {
        written += bytes;
        if (written >= BUFFER && !place.take()) {
            // Again at each further piece, as file channels keep an exception to themselves once some bytes have
            // passed.
            request.setAttribute(REFUSED, true);
            throw new AnswerRefusedException();
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        if (isCommitted() && seconds > FREE_SECONDS + written / SLOWEST_BYTES_A_SECOND && !isEvents()) {
            throw new IOException("the client reads too slowly");
        }
    }

    private boolean isEvents() {
        String type = getContentType();
        return type != null && type.startsWith("text/event-stream");
    }

    private final class Counted extends ServletOutputStream {

        private final ServletOutputStream out;

        Counted(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            count(1);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count(length);
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }

    private final class CountedWriter extends FilterWriter {

        CountedWriter(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            countText(bytes((char) c));
            out.write(c);
        }

        @Override
        public void write(char[] chars, int offset, int length) throws IOException {
            int bytes = 0;
            for (int i = offset; i < offset + length; i++) {
                bytes += bytes(chars[i]);
            }
            countText(bytes);
            out.write(chars, offset, length);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            int bytes = 0;
            for (int i = offset; i < offset + length; i++) {
                bytes += bytes(text.charAt(i));
            }
            countText(bytes);
            out.write(text, offset, length);
        }

        /** How many bytes of UTF-8 it takes, at most. */
        private static int bytes(char c) {
            return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
        }

        /** Unchecked, as a print writer keeps checked ones to itself. */
        private void countText(int bytes) {
            try {
                count(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
