package dev.marksheet.session.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.marksheet.session.SessionId;
import dev.marksheet.session.access.AuditEntry.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessKeyTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static AccessKey key(@Nullable Instant expiresAt, @Nullable Instant revokedAt) {
        AccessKey.Terms terms = new AccessKey.Terms("a key", Role.READ, null, expiresAt, null, null);
        return new AccessKey("id", terms, "hash of the secret", NOW, null, revokedAt);
    }

    @Test
    void opensUntilItExpiresOrIsRevoked() {
        assertThat(key(null, null).isUsable(NOW)).isTrue();
        assertThat(key(NOW.plusMillis(1), null).isUsable(NOW)).isTrue();
        assertThat(key(NOW, null).isUsable(NOW)).isFalse();
        assertThat(key(null, NOW).isUsable(NOW)).isFalse();
    }

    @Test
    void isWrittenToLogsWithoutItsHash() {
        assertThat(key(null, null)).hasToString("AccessKey[id]");
    }

    @Test
    void reachesSessionsByTheBeginningOfTheirIds() {
        Submitter some = new Submitter("id", "a key", "team-", null);

        assertThat(some.reaches(new SessionId("team-1"))).isTrue();
        assertThat(some.reaches(new SessionId("a team-1"))).isFalse();
        assertThat(new Submitter("id", "a key", null, null).reaches(new SessionId("s")))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void findsARoleByItsWireNameAlone(Role role) {
        assertThat(role.wireName()).isEqualTo(role.name().toLowerCase());
        assertThat(Role.ofWireName(role.wireName())).isEqualTo(role);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Role.ofWireName(role.name()))
                .withMessage("no role is called " + role.name());
    }

    @ParameterizedTest
    @EnumSource
    void findsAnOutcomeByItsWireName(Outcome outcome) {
        assertThat(outcome.wireName()).isEqualTo(outcome.name().toLowerCase());
        assertThat(Outcome.ofWireName(outcome.wireName())).isEqualTo(outcome);
    }
}
