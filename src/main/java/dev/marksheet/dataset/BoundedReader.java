package dev.marksheet.dataset;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends a reading whose row takes no end, as behind a quote that is never closed: memory is not to hold the whole file. */
final class BoundedReader extends FilterReader {

    /** The longest row, in characters; what reads ahead may count some thousand of the next one to it. */
    static final int LONGEST_ROW = 2 * 1024 * 1024;

    static final class RowTooLongException extends IOException {
        private static final long serialVersionUID = 1;
    }

    private long sinceRow;

    BoundedReader(Reader in) {
        super(in);
    }

    void rowEnded() {
        sinceRow = 0;
    }

    @Override
    public int read() throws IOException {
        int c = super.read();
        count(c < 0 ? 0 : 1);
        return c;
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        int some = super.read(chars, offset, length);
        count(some);
        return some;
    }

    private void count(int chars) throws RowTooLongException {
        sinceRow += Math.max(0, chars);
        if (sinceRow > LONGEST_ROW) {
            throw new RowTooLongException();
        }
    }
}
