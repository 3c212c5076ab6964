package dev.marksheet.api.session;

import dev.marksheet.api.wire.JudgeStatusBody;
import dev.marksheet.session.SessionState;
import dev.marksheet.watch.Subscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Writes states as server-sent events to one client. Used by one thread at a time. */
abstract class EventStream implements Subscriber {

    private static final long RETRY_MILLIS = 2_000;

    private static final long STANDING_FOR = Duration.ofSeconds(10).toNanos();

    private final SseEmitter emitter = new SseEmitter(0L);
    private final BooleanSupplier stands;
    private long stoodAt = System.nanoTime();
    private final JsonMapper mapper;
    private boolean begun;

    final Supplier<JudgeStatusBody> judge;

    private EventStream(JsonMapper mapper, Supplier<JudgeStatusBody> judge, BooleanSupplier stands) {
        this.mapper = mapper;
        this.stands = stands;
        this.judge = judge;
    }

    /**
     * A stream of {@code session} events, whose ids are the session's versions.
     *
     * @param stands whether the client still may follow it, asked now and then
     */
    static EventStream ofRun(
            JsonMapper mapper, Supplier<JudgeStatusBody> judge, BooleanSupplier stands, @Nullable Long seen) {
        return new OfRun(mapper, judge, stands, seen);
    }

    /**
     * A stream of {@code sessions} events, whose ids are the moments up to which changes are in them.
     *
     * @param reached the ids of the sessions that the client may hear of
     */
    static EventStream ofAll(
            JsonMapper mapper, Supplier<JudgeStatusBody> judge, BooleanSupplier stands, Predicate<String> reached) {
        return new OfAll(mapper, judge, stands, reached);
    }

    /** @param end ends the watch, once the client has gone */
    SseEmitter emitter(Runnable end) {
        emitter.onCompletion(end);
        emitter.onError(e -> end.run());
        return emitter;
    }

    @Override
    public void show(List<SessionState> states, long until) throws IOException {
        checkStanding();
        if (!begun) {
            begun = true;
            emitter.send(SseEmitter.event().reconnectTime(RETRY_MILLIS));
        }
        if (states.isEmpty()) {
            emitter.send(SseEmitter.event().comment(""));
        } else {
            write(states, until);
        }
    }

    private void checkStanding() throws IOException {
        long now = System.nanoTime();
        if (now - stoodAt > STANDING_FOR) {
            stoodAt = now;
            if (!stands.getAsBoolean()) {
                end();
                throw new IOException("the key or login of the client has ended");
            }
        }
    }

    abstract void write(List<SessionState> states, long until) throws IOException;

    void send(long id, String name, Object data) throws IOException {
        emitter.send(SseEmitter.event().id(Long.toString(id)).name(name).data(mapper.writeValueAsString(data)));
    }

    @Override
    public void end() {
        emitter.complete();
    }

    private static final class OfRun extends EventStream {

        private @Nullable Long seen;

        OfRun(JsonMapper mapper, Supplier<JudgeStatusBody> judge, BooleanSupplier stands, @Nullable Long seen) {
            super(mapper, judge, stands);
            this.seen = seen;
        }

        @Override
        void write(List<SessionState> states, long until) throws IOException {
            for (SessionState state : states) {
                if (seen == null || seen != state.version()) {
                    send(state.version(), "session", StateBody.of(state, seen, judge.get()));
                    seen = state.version();
                }
            }
        }
    }

    private static final class OfAll extends EventStream {

        private final Predicate<String> reached;

        OfAll(JsonMapper mapper, Supplier<JudgeStatusBody> judge, BooleanSupplier stands, Predicate<String> reached) {
            super(mapper, judge, stands);
            this.reached = reached;
        }

        @Override
        public void show(List<SessionState> states, long until) throws IOException {
            super.show(
                    states.stream()
                            .filter(state -> reached.test(state.session().value()))
                            .toList(),
                    until);
        }

        @Override
        void write(List<SessionState> states, long until) throws IOException {
            JudgeStatusBody now = judge.get();
            send(
                    until,
                    "sessions",
                    states.stream().map(state -> StateBody.of(state, null, now)).toList());
        }
    }
}
