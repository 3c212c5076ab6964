package dev.marksheet.report;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Part of readiness: no call can be accepted while the embedded database's file is not in its place. */
final class DatabaseFileHealth implements HealthIndicator {

    private final @Nullable DatabaseFile file;

    /** @param file null where there is no embedded database */
    DatabaseFileHealth(@Nullable DatabaseFile file) {
        this.file = file;
    }

    @Override
    public Health health() {
        return file == null || file.isThere()
                ? Health.up().build()
                : Health.outOfService().build();
    }
}
