package dev.marksheet.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** An open {@code scores.csv} on disk. */
final class StoredScores implements ScoresFile {

    private final FileChannel file;
    private final long length;

    StoredScores(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    @Override
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
