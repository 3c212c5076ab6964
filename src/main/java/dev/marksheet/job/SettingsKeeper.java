package dev.marksheet.job;

import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.store.SettingsStore;
import dev.marksheet.threads.Futures;
import java.time.Clock;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Changes what is set for sessions. Safe for use by many threads at once. */
@Component
public final class SettingsKeeper {

    private final SettingsStore store;
    private final CallQueue queue;
    private final Clock clock;

    SettingsKeeper(SettingsStore store, CallQueue queue, Clock clock) {
        this.store = store;
        this.queue = queue;
        this.clock = clock;
    }

    /**
     * Changes a session's settings, or makes the session with them: it needs no call for that. When this returns, the
     * change is durable, and calls that waited for a larger budget go on.
     *
     * @param change given the settings as they are
     * @return whether there was no such session before
     */
    public boolean save(SessionId session, UnaryOperator<SessionSettings> change) {
        SettingsStore.Saved saved = Futures.join(store.save(session, change, clock.instant(), queue::budgetChanges));
        if (!Objects.equals(saved.before().budget(), saved.settings().budget())) {
            queue.budgetChanged(RunId.of(session));
        }
        return saved.created();
    }
}
