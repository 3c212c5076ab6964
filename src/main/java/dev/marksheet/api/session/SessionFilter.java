package dev.marksheet.api.session;

import dev.marksheet.api.wire.ListParameters;
import dev.marksheet.query.RunFilter;
import dev.marksheet.query.RunFilter.State;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a list is to show.
 *
 * @param none whether there can be none such
 */
record SessionFilter(RunFilter filter, boolean none) {

    static final List<String> PARAMETERS = List.of("label", "state", "status", "text", "q", "pinned", "since", "until");

    private static final List<String> STATES = List.of("idle", "running", "held", "outage", "live", "errors");

    /** @param outage whether open calls wait for the judge's endpoint */
    static SessionFilter of(ListParameters parameters, boolean outage, Clock clock) {
        String state = parameters.one("state", "status");
        if (state != null && !STATES.contains(state)) {
            parameters.fault("state", "must be one of " + String.join(", ", STATES));
            state = null;
        }
        // What would run has the status outage while there is one.
        boolean none = "running".equals(state) && outage || "outage".equals(state) && !outage;
        RunFilter filter = new RunFilter(
                Objects.requireNonNullElse(parameters.one("text", "q"), ""),
                state(state),
                parameters.tags("label", true),
                pinned(parameters),
                parameters.time("since", false, clock),
                parameters.time("until", true, clock));
        return new SessionFilter(filter, none);
    }

    private static State state(@Nullable String name) {
        if (name == null) {
            return State.ALL;
        }
        return name.equals("outage") ? State.RUNNING : State.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static @Nullable Boolean pinned(ListParameters parameters) {
        String text = parameters.one("pinned");
        if (text == null) {
            return null;
        }
        if (!text.equals("true") && !text.equals("false")) {
            parameters.fault("pinned", "must be true or false");
        }
        return text.equals("true");
    }
}
