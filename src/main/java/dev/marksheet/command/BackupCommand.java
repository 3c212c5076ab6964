package dev.marksheet.command;

import dev.marksheet.backup.Backup;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Copies all that is kept: has a running service do it, or copies the folder of one that is stopped. */
final class BackupCommand {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Call call;
    private final BackupOptions options;

    /** A copy as the API tells of it. */
    record Copy(
            String path, Instant createdAt, long tookMs, long sessions, long calls, long rows, long bytes, Sums sums) {}

    /** @param value what all scores add up to */
    record Sums(long scores, double value) {}

    BackupCommand(Call call, BackupOptions options) {
        this.call = call;
        this.options = options;
    }

    /** @return the status to end with */
    int run() {
        Copy copy = options.server.server == null ? here() : there(options.server.server);
        call.terminal()
                .out()
                .println(
                        options.json
                                ? JSON.writeValueAsString(copy)
                                : call.text(
                                        "backup.made",
                                        copy.path(),
                                        copy.sessions(),
                                        copy.calls(),
                                        copy.rows(),
                                        copy.bytes(),
                                        copy.sums().scores(),
                                        copy.sums().value()));
        return Status.PASS;
    }

    private Copy there(String server) {
        ServiceAnswer answer = new ServiceRequests(call, server, options.server.key()).post("/api/admin/backup");
        if (answer.status() != ServiceAnswer.CREATED) {
            throw answer.refusal(call);
        }
        return JSON.readValue(answer.body(), Copy.class);
    }

    private Copy here() {
        try (ConfigurableApplicationContext context = call.start(false)) {
            Backup backup = context.getBeanProvider(Backup.class).getIfAvailable();
            if (backup == null) {
                throw call.refusal("backup.shared");
            }
            Backup.Copy made = backup.make().orElseThrow();
            return new Copy(
                    made.path(),
                    made.createdAt().truncatedTo(ChronoUnit.MILLIS),
                    made.millis(),
                    made.sessions(),
                    made.calls(),
                    made.rows(),
                    made.bytes(),
                    new Sums(made.scores(), made.scoreSum()));
        } catch (UncheckedIOException e) {
            throw call.refusal("write", "backups", String.valueOf(e.getMessage()));
        }
    }
}
