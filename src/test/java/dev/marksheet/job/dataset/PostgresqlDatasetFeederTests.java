package dev.marksheet.job.dataset;

import dev.marksheet.store.Database;

class PostgresqlDatasetFeederTests extends DatasetFeederContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
