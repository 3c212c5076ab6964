package dev.marksheet.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A checksum that goes on from where it stood (FNV-1a, 64 bits): the sum over a file that has grown costs what has been
 * added. It finds what happens to files; it is no proof against forgery.
 */
final class Checksum {

    /** Of nothing. */
    static final long NONE = 0xcbf29ce484222325L;

    private static final long PRIME = 0x100000001b3L;
    private static final int BYTE = 0xff;

    private Checksum() {}

    /** The sum over what {@code sum} stands for and these bytes behind it. */
    static long plus(long sum, byte[] bytes, int offset, int length) {
        long next = sum;
        for (int i = offset; i < offset + length; i++) {
            next = (next ^ (bytes[i] & BYTE)) * PRIME;
        }
        return next;
    }

    /** Sums up what is written through it. Not for use by several threads. */
    static final class Output extends FilterOutputStream {

        private long sum = NONE;
        private long length;

        Output(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            sum = plus(sum, bytes, offset, count);
            length += count;
        }

        RunFiles.End end() {
            return new RunFiles.End(length, sum);
        }
    }
}
