package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Pages, searches and downloads that hold all connections they can get. */
class BusyReadersTests extends RunningService {

    @Autowired
    private HikariDataSource readers;

    @Test
    void acknowledgesCallsWhileReadersHoldTheirConnections() throws SQLException {
        List<Connection> held = new ArrayList<>();
        JsonNode accepted;
        try {
            for (int i = 0; i < readers.getMaximumPoolSize(); i++) {
                held.add(readers.getConnection());
            }
            accepted = client.submit(call("busy"));
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }

        assertThat(client.ended(accepted).get("status").asString()).isEqualTo("completed");
    }
}
