package dev.marksheet.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Bytes that came in and are read several times: on disk, so that memory does not grow with them, in a file that no crash
 * leaves behind where the system lets an open one be deleted. Written by one thread, read by any number afterwards.
 */
public final class SpooledFile implements DatasetSource, Closeable {

    /** Names the attribute of requests whose body is one. */
    public static final String ATTRIBUTE = "dev.marksheet.dataset.SpooledFile";

    private final FileChannel channel;
    private long size;

    private SpooledFile(FileChannel channel) {
        this.channel = channel;
    }

    public static SpooledFile create() throws IOException {
        Path path = Files.createTempFile("marksheet-upload-", "");
        return new SpooledFile(FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
    }

    public void add(byte[] bytes, int length) throws IOException {
        ByteBuffer some = ByteBuffer.wrap(bytes, 0, length);
        while (some.hasRemaining()) {
            size += channel.write(some, size);
        }
    }

    public long size() {
        return size;
    }

    @Override
    public InputStream open() {
        return new Bytes();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Bytes extends InputStream {

        private long place;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int some = channel.read(ByteBuffer.wrap(bytes, offset, length), place);
            place += Math.max(0, some);
            return some;
        }
    }
}
