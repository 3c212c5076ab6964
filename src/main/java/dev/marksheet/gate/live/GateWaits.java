package dev.marksheet.gate.live;

import dev.marksheet.gate.GateQuestion;
import dev.marksheet.gate.GateResult;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionState;
import dev.marksheet.watch.SessionWatch;
import dev.marksheet.watch.Subscriber;
import dev.marksheet.watch.TooManySubscribersException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Those who wait for a verdict. Nobody holds a thread; equal questions about one session are looked at once when it has
 * changed. Safe for use by many threads at once.
 */
@Component
public final class GateWaits {

    /** Each holds a connection of its client. */
    static final int MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(GateWaits.class);

    private record Key(RunId run, GateQuestion question) {}

    private final Gates gates;
    private final SessionWatch watch;

    // Guarded by this.
    private final Map<Key, Group> groups = new HashMap<>();
    private int waiting;

    GateWaits(Gates gates, SessionWatch watch) {
        this.gates = gates;
        this.watch = watch;
    }

    /**
     * Waits for a verdict.
     *
     * @param answer given what the gate says once that is a verdict, or when the service stops: empty when the session is
     *     gone; to be asked once, and may throw. Called once at most, by a thread that may be held up for long
     * @return ends the wait when run; may be run more than once
     * @throws TooManyWaitsException if too many wait
     */
    public Runnable begin(RunId run, GateQuestion question, Consumer<Supplier<Optional<GateResult>>> answer) {
        try {
            return join(run, question, answer);
        } catch (TooManyWaitsException e) {
            if (watch.isRunning()) {
                throw e;
            }
            answer.accept(() -> gates.look(run, question));
            return () -> {};
        }
    }

    private synchronized Runnable join(
            RunId run, GateQuestion question, Consumer<Supplier<Optional<GateResult>>> answer) {
        if (waiting >= MOST) {
            throw new TooManyWaitsException();
        }
        Key key = new Key(run, question);
        Group group = groups.get(key);
        if (group == null) {
            group = new Group(key);
            group.end = watched(run, group);
            groups.put(key, group);
        }
        group.answers.add(answer);
        waiting++;
        Group joined = group;
        return () -> leave(joined, answer);
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting;
    }

    private Runnable watched(RunId run, Group group) {
        try {
            return watch.watch(run, -1, group);
        } catch (TooManySubscribersException e) {
            throw new TooManyWaitsException();
        }
    }

    private synchronized void leave(Group group, Consumer<Supplier<Optional<GateResult>>> answer) {
        if (group.answers.remove(answer)) {
            waiting--;
            if (group.answers.isEmpty()) {
                groups.remove(group.key, group);
                group.close();
            }
        }
    }

    private synchronized List<Consumer<Supplier<Optional<GateResult>>>> dissolve(Group group) {
        List<Consumer<Supplier<Optional<GateResult>>>> answers = List.copyOf(group.answers);
        waiting -= answers.size();
        group.answers.clear();
        groups.remove(group.key, group);
        return answers;
    }

    /** Those who ask the same of one session. */
    private final class Group implements Subscriber {

        private final Key key;
        // Guarded by the waits.
        private final List<Consumer<Supplier<Optional<GateResult>>>> answers = new ArrayList<>();
        private @Nullable Runnable end;
        // One thread at a time shows.
        private boolean failed;

        Group(Key key) {
            this.key = key;
        }

        @Override
        public void show(List<SessionState> states, long until) {
            // A look that failed is made up for with the next sign that the line stands.
            if (states.isEmpty() && !failed) {
                return;
            }
            Optional<GateResult> result;
            try {
                result = gates.look(key.run(), key.question());
                failed = false;
            } catch (RuntimeException e) {
                failed = true;
                LOG.warn(
                        "Those who wait for the gate of {} get no verdict for now",
                        key.run().value(),
                        e);
                return;
            }
            if (result.isEmpty() || result.get().isSettled()) {
                answer(result);
            }
        }

        /** No more news will come: the state as it is has to do. */
        @Override
        public void end() {
            List<Consumer<Supplier<Optional<GateResult>>>> all = dissolve(this);
            if (!all.isEmpty()) {
                Supplier<Optional<GateResult>> result = look();
                all.forEach(answer -> answer.accept(result));
            }
            close();
        }

        private Supplier<Optional<GateResult>> look() {
            try {
                Optional<GateResult> result = gates.look(key.run(), key.question());
                return () -> result;
            } catch (RuntimeException e) {
                return () -> {
                    throw e;
                };
            }
        }

        private void answer(Optional<GateResult> result) {
            dissolve(this).forEach(answer -> answer.accept(() -> result));
            close();
        }

        private void close() {
            Runnable ends = end;
            if (ends != null) {
                ends.run();
            }
        }
    }
}
