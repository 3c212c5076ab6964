package dev.marksheet.webhook;

import dev.marksheet.store.Database;

class PostgresqlWebhooksTests extends WebhooksContract {

    @Override
    Database newDatabase() {
        return Database.postgresql();
    }
}
