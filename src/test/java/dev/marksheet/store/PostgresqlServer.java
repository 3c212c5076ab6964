package dev.marksheet.store;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL that ends with this process. */
public final class PostgresqlServer implements AutoCloseable {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres server;
    private final Path data;
    private ProcessHandle postmaster;
    private final List<String> command = new ArrayList<>();

    private static final class Shared {
        static final PostgresqlServer SERVER = start("off");
    }

    private PostgresqlServer(EmbeddedPostgres server, Path data) {
        this.server = server;
        this.data = data;
        this.postmaster = postmaster();
        command.add(postmaster.info().command().orElseThrow());
        command.addAll(List.of(postmaster.info().arguments().orElseThrow()));
    }

    /** The one that all tests of this process share. It is never killed, so nothing waits for its disk. */
    public static PostgresqlServer shared() {
        return Shared.SERVER;
    }

    /** One of one's own, to be treated badly: as durable as a real one, which acknowledges nothing that is not on disk. */
    public static PostgresqlServer start() {
        return start("on");
    }

    private static PostgresqlServer start(String sync) {
        try {
            Path data = Files.createTempDirectory("marksheet-postgresql-");
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("fsync", sync)
                    .setServerConfig("synchronous_commit", sync)
                    .setServerConfig("max_connections", "200")
                    .setLocaleConfig("locale", "C.UTF-8")
                    .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new PostgresqlServer(server, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address of a new, empty database. */
    public String newDatabase() {
        return create("");
    }

    /** The address of a new database with what is in another one, to which nobody is connected. */
    String copyOf(String url) {
        return create(" template " + url.replaceFirst(".*/([a-z0-9]+).*", "$1"));
    }

    private String create(String like) {
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + like);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return server.getJdbcUrl("postgres", name);
    }

    /** SQL on a database of this server, on a connection per statement. */
    public static JdbcClient sql(String url) {
        return JdbcClient.create(new DriverManagerDataSource(url));
    }

    /** SIGSTOP: connections stay open and nothing answers. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume() {
        signal("CONT");
    }

    /** SIGKILL: connections break, and what is not on disk is lost. */
    public void kill() {
        signal("KILL");
        postmaster.onExit().join();
    }

    private void signal(String name) {
        List<String> kill = new ArrayList<>(List.of("kill", "-" + name));
        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .forEach(process -> kill.add(Long.toString(process.pid())));
        try {
            new ProcessBuilder(kill).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the killed server again as it was started before. PostgreSQL refuses to run as root, hence the namespace. */
    public void restart() {
        List<String> start = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            start.addAll(List.of("unshare", "-U"));
        }
        start.addAll(command);
        await().pollInterval(Duration.ofMillis(200))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    try {
                        Files.deleteIfExists(data.resolve("postmaster.pid"));
                        Process process = new ProcessBuilder(start)
                                .redirectErrorStream(true)
                                .redirectOutput(data.resolve("restart.log").toFile())
                                .start();
                        return isUp(process);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        postmaster = postmaster();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    private boolean isUp(Process process) {
        while (process.isAlive()) {
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                return connection.isValid(1);
            } catch (SQLException e) {
                Thread.onSpinWait();
            }
        }
        return false;
    }

    private ProcessHandle postmaster() {
        try {
            String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (postmaster.isAlive()) {
            kill();
        }
        FileSystemUtils.deleteRecursively(data.toFile());
    }
}
