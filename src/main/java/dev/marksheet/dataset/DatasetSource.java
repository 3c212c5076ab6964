package dev.marksheet.dataset;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file, which are read several times from their start. */
public interface DatasetSource {

    InputStream open() throws IOException;
}
