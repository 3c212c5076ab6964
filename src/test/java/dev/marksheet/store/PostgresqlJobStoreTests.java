package dev.marksheet.store;

class PostgresqlJobStoreTests extends JobStoreContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
