package dev.marksheet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.NonTransientDataAccessResourceException;

class DatabaseFileTests {

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private Path path;

    @BeforeEach
    void make() throws IOException {
        path = Files.writeString(folder.resolve("marksheet.db"), "data");
    }

    /** Connections that are never opened. */
    private HikariDataSource connections(String url) {
        HikariPoolMXBean pool = (HikariPoolMXBean) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {HikariPoolMXBean.class}, (proxy, method, arguments) -> {
                    told.add(method.getName());
                    return null;
                });
        HikariDataSource source = new HikariDataSource() {
            @Override
            public HikariPoolMXBean getHikariPoolMXBean() {
                return pool;
            }
        };
        source.setJdbcUrl(url);
        return source;
    }

    @Test
    void isMissedWhileItIsNotInItsPlace() throws IOException {
        DatabaseFile file = new DatabaseFile(connections("jdbc:sqlite:" + path + "?journal_mode=WAL"));
        DatabaseFileHealth health = new DatabaseFileHealth(file);
        file.whenBack(() -> told.add("back"));
        assertThatCode(file::requireThere).doesNotThrowAnyException();
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);

        Path elsewhere = Files.move(path, folder.resolve("elsewhere"));
        assertThatExceptionOfType(NonTransientDataAccessResourceException.class)
                .isThrownBy(file::requireThere)
                .withMessageContaining("marksheet.db is not in its place any more")
                .withMessageContaining("put back");
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
        assertThat(told).isEmpty();

        Files.move(elsewhere, path);
        assertThat(file.isThere()).isTrue();
        assertThat(file.isThere()).isTrue();
        assertThat(told).containsExactly("softEvictConnections", "back");
    }

    @Test
    void isMissedWhereACopyStandsInItsPlace() throws IOException {
        DatabaseFile file = new DatabaseFile(connections("jdbc:sqlite:" + path));

        Path elsewhere = Files.move(path, folder.resolve("elsewhere"));
        Files.copy(elsewhere, path);

        assertThat(file.isThere()).isFalse();
    }

    @Test
    void isNoMatterOfHealthOnAServer() {
        assertThat(new DatabaseFileHealth(null).health().getStatus()).isEqualTo(Status.UP);
    }
}
