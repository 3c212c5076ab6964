package dev.marksheet.api.access;

import dev.marksheet.access.KeyRules;
import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.Role;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what a key shall be, and says all that is wrong with it at once. */
@Component
final class KeyChecks {

    private final Clock clock;

    KeyChecks(Clock clock) {
        this.clock = clock;
    }

    /** @throws InvalidRequestException if any value breaks a rule */
    AccessKey.Terms terms(KeyBody.Wish wish) {
        List<FieldProblem> problems = new ArrayList<>();
        if (wish.others() != null) {
            // One that is misspelt would make a key that may more than it should.
            wish.others().keySet().forEach(name -> problems.add(new FieldProblem(name, "is no field of a key")));
        }
        AccessKey.Terms terms = new AccessKey.Terms(
                name(wish.name(), problems),
                role(wish, problems),
                prefix(wish.sessionPrefix(), problems),
                time(wish.expiresAt(), problems),
                limit("calls_per_minute", wish.callsPerMinute(), problems),
                limit("max_open_calls", wish.maxOpenCalls(), problems));
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return terms;
    }

    private static String name(@Nullable String name, List<FieldProblem> problems) {
        String stripped = name == null ? "" : name.strip();
        if (!KeyRules.isName(stripped)) {
            problems.add(new FieldProblem(
                    "name",
                    "is required: 1 to 100 characters without control characters, by which people know the key"));
        }
        return stripped;
    }

    private static Role role(KeyBody.Wish wish, List<FieldProblem> problems) {
        try {
            Role role = Role.ofWireName(wish.role() == null ? "" : wish.role());
            if (role == Role.ADMIN && wish.sessionPrefix() != null) {
                problems.add(new FieldProblem("session_prefix", "goes with read, submit or review: admin reaches all"));
            }
            return role;
        } catch (IllegalArgumentException e) {
            problems.add(new FieldProblem("role", "is required: one of read, submit, review, admin"));
            return Role.READ;
        }
    }

    private static @Nullable String prefix(@Nullable String prefix, List<FieldProblem> problems) {
        if (prefix != null && !KeyRules.isPrefix(prefix)) {
            problems.add(new FieldProblem(
                    "session_prefix", "must have 1 to 200 characters and no control characters; leave it out for all"));
        }
        return prefix;
    }

    private @Nullable Instant time(@Nullable String time, List<FieldProblem> problems) {
        if (time == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(time).toInstant();
            if (KeyRules.isEnd(instant, clock.instant())) {
                return Instant.ofEpochMilli(instant.toEpochMilli());
            }
        } catch (DateTimeException e) {
            // Told below.
        }
        problems.add(new FieldProblem("expires_at", "must be a time to come, such as 2030-01-31T12:00:00Z"));
        return null;
    }

    private static @Nullable Integer limit(String field, @Nullable Integer value, List<FieldProblem> problems) {
        if (value != null && !KeyRules.isLimit(value)) {
            problems.add(new FieldProblem(field, "must be from 1 to " + KeyRules.MOST + "; leave it out for no limit"));
        }
        return value;
    }
}
