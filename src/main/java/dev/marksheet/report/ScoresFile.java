package dev.marksheet.report;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** An open {@code scores.csv}, as long as it was when it was opened; rows that come later are not seen. */
public final class ScoresFile implements Closeable {

    private final FileChannel file;
    private final long length;

    ScoresFile(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    /** Writes the whole file; leaves {@code out} open. */
    public void transferTo(OutputStream out) throws IOException {
        WritableByteChannel target = Channels.newChannel(out);
        long position = 0;
        while (position < length) {
            position += file.transferTo(position, length - position, target);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
