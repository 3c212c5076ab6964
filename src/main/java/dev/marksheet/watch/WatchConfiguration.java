package dev.marksheet.watch;

import dev.marksheet.query.SessionStates;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionState;
import dev.marksheet.threads.Workers;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WatchConfiguration {

    private static final int MAX_SUBSCRIBERS = 2_000;

    /** Without virtual threads: each that does not read holds one. */
    private static final int MAX_SUBSCRIBERS_ON_PLATFORM_THREADS = 256;

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService subscriberThreads() {
        return Workers.oneEach("subscriber", MAX_SUBSCRIBERS_ON_PLATFORM_THREADS);
    }

    @Bean
    SessionWatch sessionWatch(SessionStates states, ExecutorService subscriberThreads, Clock clock) {
        int most = Workers.areVirtual() ? MAX_SUBSCRIBERS : MAX_SUBSCRIBERS_ON_PLATFORM_THREADS;
        return new SessionWatch(
                new SessionChangePoller(source(states)),
                subscriberThreads,
                most,
                clock,
                Workers.timer("session-watch"));
    }

    private static SessionChangePoller.Source source(SessionStates states) {
        return new SessionChangePoller.Source() {
            @Override
            public List<SessionState> of(Collection<RunId> runs) {
                return states.of(runs);
            }

            @Override
            public List<SessionState> finishedSince(Instant since, int limit) {
                return states.finishedSince(since, limit);
            }

            @Override
            public List<SessionState> open(String after, int limit) {
                return states.open(after, limit);
            }
        };
    }
}
