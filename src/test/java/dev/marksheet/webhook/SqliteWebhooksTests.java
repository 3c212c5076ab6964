package dev.marksheet.webhook;

import dev.marksheet.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteWebhooksTests extends WebhooksContract {

    @TempDir
    Path folder;

    @Override
    Database newDatabase() {
        return Database.sqlite(folder);
    }
}
