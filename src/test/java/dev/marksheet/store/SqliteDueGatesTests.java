package dev.marksheet.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDueGatesTests extends DueGatesContract {

    @TempDir
    Path folder;

    @Override
    Database newDatabase() {
        return Database.sqlite(folder);
    }
}
