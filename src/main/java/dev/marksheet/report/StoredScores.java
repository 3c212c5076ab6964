package dev.marksheet.report;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** An open {@code scores.csv} on disk. */
final class StoredScores implements ScoresFile {

    private static final int BUFFER = 32 * 1024;

    private final FileChannel file;
    private final long length;

    StoredScores(FileChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    @Override
    public void transferTo(OutputStream out) throws IOException {
        // Not with FileChannel.transferTo, which keeps a failure to itself when some bytes had gone out before.
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long position = 0;
        while (position < length) {
            buffer.clear().limit((int) Math.min(BUFFER, length - position));
            int some = file.read(buffer, position);
            if (some <= 0) {
                // Somebody cut it while it was read: to end here as if it were whole would be a lie.
                throw new EOFException("scores.csv has become shorter while it was read");
            }
            out.write(buffer.array(), 0, some);
            position += some;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
