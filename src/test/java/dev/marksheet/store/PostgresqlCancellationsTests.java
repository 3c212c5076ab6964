package dev.marksheet.store;

class PostgresqlCancellationsTests extends CancellationsContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
