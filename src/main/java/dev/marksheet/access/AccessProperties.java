package dev.marksheet.access;

import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who may use the service.
 *
 * @param adminKey The first key, with which others are made: at least 24 printable ASCII characters. With it every
 *     request needs a key.
 * @param open Whether everybody who reaches a service without a key may do everything, whatever it is bound to.
 * @param hosts Names, besides those of loopback, by which a service without a key may be addressed.
 * @param loginTime How long a browser stays logged in.
 */
@Validated
@ConfigurationProperties("marksheet.access")
record AccessProperties(
        @Nullable String adminKey,
        @DefaultValue("false") boolean open,
        @DefaultValue List<String> hosts,
        @DefaultValue("7d") @DurationMin(minutes = 1) Duration loginTime) {

    AccessProperties {
        adminKey = adminKey == null || adminKey.isBlank() ? null : adminKey.strip();
        hosts = List.copyOf(hosts);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AccessProperties[open=" + open + ", hosts=" + hosts + "]";
    }
}
