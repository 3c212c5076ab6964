package dev.marksheet.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The connections on which changes are made. They are apart from those that read, so that however many pages, searches and
 * downloads are under way, calls are acknowledged and results kept. Safe for use by many threads at once.
 */
public final class WriterConnections implements AutoCloseable {

    private final HikariDataSource own;
    private final DataSource joined;

    /**
     * @param readers the connections of everybody else, to the same database
     * @param most how many changes are made side by side
     */
    public WriterConnections(HikariDataSource readers, int most) {
        HikariConfig config = new HikariConfig();
        readers.copyStateTo(config);
        config.setPoolName("writer");
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(1);
        own = new HikariDataSource(config);
        joined = new InPlaceOf(readers, own);
    }

    /** Transactions on these; whatever asks the readers' connections meanwhile in the same thread takes part. */
    public PlatformTransactionManager transactions() {
        return new JdbcTransactionManager(joined);
    }

    /** Opens them anew, when the present ones may be to another file. */
    public void renew() {
        own.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        own.close();
    }

    /** Gives connections of its own and is known to transactions by the name of another. */
    private static final class InPlaceOf extends DelegatingDataSource implements InfrastructureProxy {

        private final DataSource other;

        InPlaceOf(DataSource other, DataSource own) {
            super(own);
            this.other = other;
        }

        @Override
        public Object getWrappedObject() {
            return other;
        }
    }
}
