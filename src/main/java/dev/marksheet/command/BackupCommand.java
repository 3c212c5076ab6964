package dev.marksheet.command;

import dev.marksheet.backup.Backup;
import dev.marksheet.backup.BackupBody;
import java.io.UncheckedIOException;
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

    BackupCommand(Call call, BackupOptions options) {
        this.call = call;
        this.options = options;
    }

    /** @return the status to end with */
    int run() {
        BackupBody copy = options.server.server == null ? here() : there(options.server.server);
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

    private BackupBody there(String server) {
        ServiceAnswer answer = new ServiceRequests(call, server, options.server.key()).post("/api/admin/backup");
        if (answer.status() != ServiceAnswer.CREATED) {
            throw answer.refusal(call);
        }
        return JSON.readValue(answer.body(), BackupBody.class);
    }

    private BackupBody here() {
        try (ConfigurableApplicationContext context = call.start(false)) {
            Backup backup = context.getBeanProvider(Backup.class).getIfAvailable();
            if (backup == null) {
                throw call.refusal("backup.shared");
            }
            return BackupBody.of(backup.make().orElseThrow());
        } catch (UncheckedIOException e) {
            throw call.refusal("write", "backups", String.valueOf(e.getMessage()));
        }
    }
}
