package dev.marksheet.store;

class PostgresqlExamStoreTests extends ExamStoreContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
