package dev.marksheet.report;

import java.io.EOFException;
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
            long sent = file.transferTo(position, length - position, target);
            if (sent <= 0) {
                // Somebody cut it while it was read: to end here as if it were whole would be a lie.
                throw new EOFException("scores.csv has become shorter while it was read");
            }
            position += sent;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
