package dev.marksheet.store.access;

import dev.marksheet.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccessStoresTests extends AccessStoresContract {

    @TempDir
    Path folder;

    @Override
    Database newDatabase() {
        return Database.sqlite(folder);
    }
}
