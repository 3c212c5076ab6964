package dev.marksheet.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAttemptsTests extends AttemptsContract {

    @TempDir
    Path folder;

    @Override
    Database open() {
        return Database.sqlite(folder);
    }
}
