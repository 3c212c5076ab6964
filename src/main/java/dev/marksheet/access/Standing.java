package dev.marksheet.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells, for answers that go on for hours, whether who asked for them still may. Safe for use by many threads at once. */
@Component
public final class Standing {

    private final AccessMode mode;
    private final KeyRing keys;
    private final Logins logins;

    Standing(AccessMode mode, KeyRing keys, Logins logins) {
        this.mode = mode;
        this.keys = keys;
        this.logins = logins;
    }

    /** Whether the key or the login of a request that was let in still stands; asks the database. */
    public BooleanSupplier of(HttpServletRequest request) {
        if (!mode.isKeyed()) {
            return () -> true;
        }
        String key = KeyFilter.key(request);
        @Nullable String token = Logins.token(request);
        return () -> key != null
                ? keys.holder(key).isPresent()
                : token != null && logins.find(token).isPresent();
    }
}
