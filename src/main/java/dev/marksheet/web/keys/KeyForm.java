package dev.marksheet.web.keys;

import dev.marksheet.access.KeyRules;
import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.access.Role;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody has filled in for a new key, nothing checked yet; an empty field is none. */
record KeyForm(String name, String role, String prefix, String expires, String minute, String open) {

    KeyForm {
        name = sent(name);
        role = sent(role);
        prefix = sent(prefix);
        expires = sent(expires);
        minute = sent(minute);
        open = sent(open);
    }

    private static String sent(@Nullable String text) {
        return text == null ? "" : text;
    }

    static final KeyForm EMPTY = new KeyForm("", "", "", "", "", "");

    static final List<String> ROLES =
            Arrays.stream(Role.values()).map(Role::wireName).toList();

    /** The names of the fields that can't be taken as they are. */
    Set<String> problems(Instant now) {
        Set<String> problems = new HashSet<>();
        note(problems, "name", KeyRules.isName(name.strip()));
        note(problems, "role", ROLES.contains(role));
        boolean reachesAll = role.equals(Role.ADMIN.wireName());
        note(problems, "prefix", prefix.isEmpty() || !reachesAll && KeyRules.isPrefix(prefix));
        Instant end = end();
        note(problems, "expires", expires.isBlank() || end != null && KeyRules.isEnd(end, now));
        note(problems, "minute", isLimit(minute));
        note(problems, "open", isLimit(open));
        return problems;
    }

    private static void note(Set<String> problems, String field, boolean right) {
        if (!right) {
            problems.add(field);
        }
    }

    private static boolean isLimit(String text) {
        Integer limit = number(text);
        return text.isBlank() || limit != null && KeyRules.isLimit(limit);
    }

    private static @Nullable Integer number(String text) {
        return text.strip().matches("[0-9]{1,6}") ? Integer.valueOf(text.strip()) : null;
    }

    private @Nullable Instant end() {
        try {
            return LocalDate.parse(expires.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What is asked for, once there are no problems. */
    AccessKey.Terms terms() {
        return new AccessKey.Terms(
                name.strip(),
                Role.ofWireName(role),
                prefix.isEmpty() ? null : prefix,
                end(),
                number(minute),
                number(open));
    }
}
