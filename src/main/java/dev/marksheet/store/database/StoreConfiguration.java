package dev.marksheet.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final int TASK_CONNECTIONS = 4;

    @Bean
    FlywayConfigurationCustomizer schema(Environment environment) {
        boolean postgresql = environment.matchesProfiles(PostgresqlEnvironment.PROFILE);
        return flyway -> (postgresql ? Schema.POSTGRESQL : Schema.SQLITE).configure(flyway);
    }

    /** One writer, so one connection. */
    @Bean
    @Profile("!" + PostgresqlEnvironment.PROFILE)
    WriterConnections writerConnection(HikariDataSource connections) {
        return new WriterConnections(connections, 1);
    }

    @Bean
    @Profile(PostgresqlEnvironment.PROFILE)
    WriterConnections writerConnections(HikariDataSource connections) {
        return new WriterConnections(connections, connections.getMaximumPoolSize());
    }

    @Bean
    PlatformTransactionManager transactionManager(WriterConnections connections) {
        return connections.transactions();
    }

    @Bean
    @Profile("!" + PostgresqlEnvironment.PROFILE)
    WriteQueue writeQueue(PlatformTransactionManager transactions, CommitGuard guard) {
        return new WriteQueue(new TransactionTemplate(transactions), guard);
    }

    @Bean
    @Profile(PostgresqlEnvironment.PROFILE)
    Transactions transactions(PlatformTransactionManager transactions, JdbcClient jdbc) {
        return new Transactions(new TransactionTemplate(transactions), jdbc);
    }

    /** Readiness names it, so it is there on either side; of SQLite's file, {@code report} tells. */
    @Bean("databaseWrites")
    HealthIndicator databaseWritesHealth(ObjectProvider<Transactions> transactions, JdbcClient jdbc) {
        Transactions onPostgresql = transactions.getIfAvailable();
        return onPostgresql == null ? () -> Health.up().build() : new PostgresqlHealth(onPostgresql, jdbc);
    }

    @Bean
    @Profile(PostgresqlEnvironment.PROFILE)
    TaskConnections taskConnections(HikariDataSource connections) {
        return new TaskConnections(new TransactionAwareDataSourceProxy(connections), taskPool(connections));
    }

    @Bean
    @Profile(PostgresqlEnvironment.PROFILE)
    @ConditionalOnProperty(PostgresqlEnvironment.COPY_FROM)
    DatabaseCopy databaseCopy(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        return new DatabaseCopy(jdbc, new TransactionTemplate(transactions));
    }

    private static HikariDataSource taskPool(HikariDataSource connections) {
        HikariConfig config = new HikariConfig();
        connections.copyStateTo(config);
        config.setPoolName("tasks");
        config.setMaximumPoolSize(TASK_CONNECTIONS);
        config.setConnectionInitSql("set synchronous_commit to off");
        return new HikariDataSource(config);
    }

    @Bean
    RandomGenerator jobIdSource() {
        return new SecureRandom();
    }
}
