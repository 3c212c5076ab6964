package dev.marksheet.job.dataset;

import dev.marksheet.dataset.DatasetSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells whether two files are the same. */
public final class DatasetHash {

    private DatasetHash() {}

    /** The SHA-256 of a file's bytes, in hexadecimal digits. */
    public static String of(DatasetSource source) throws IOException {
        try (InputStream in = source.open()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
