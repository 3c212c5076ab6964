package dev.marksheet.job;

import dev.marksheet.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatasetFeederTests extends DatasetFeederContract {

    @TempDir
    Path folder;

    @Override
    Database newDatabase() {
        return Database.sqlite(folder);
    }
}
