package dev.marksheet.report;

import java.io.IOException;

/** There is no folder for temporary files. */
final class TemporaryFolderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TemporaryFolderException(IOException cause) {
        super(
                "The folder for temporary files, %s, is missing or can't be written to (%s)."
                        .formatted(System.getProperty("java.io.tmpdir"), cause),
                cause);
    }
}
