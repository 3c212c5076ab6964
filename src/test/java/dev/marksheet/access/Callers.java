package dev.marksheet.access;

import dev.marksheet.session.access.Role;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Who sends a request, without a key having been looked up. */
public final class Callers {

    private Callers() {}

    /** Whoever comes where no keys are asked for. */
    public static Caller anybody() {
        return Caller.ANYBODY;
    }

    /** The holder of a key of this role. */
    public static Caller holding(Role role) {
        return holding(role, null);
    }

    /** The holder of a key that reaches only sessions whose ids begin so. */
    public static Caller holding(Role role, @Nullable String prefix) {
        return new Caller("k1", "ci", role, prefix, null, null, "k1");
    }

    /** Lets the caller stand in every request that passes, as the filter of keys does. */
    public static Filter filter(Caller caller) {
        return (request, response, chain) -> {
            caller.sends((HttpServletRequest) request);
            chain.doFilter(request, response);
        };
    }
}
