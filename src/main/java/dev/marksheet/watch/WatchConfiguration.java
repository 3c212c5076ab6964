package dev.marksheet.watch;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.marksheet.query.SessionStates;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionState;
import dev.marksheet.threads.Workers;
import java.lang.management.ManagementFactory;
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
        int threads = Workers.areVirtual() ? MAX_SUBSCRIBERS : MAX_SUBSCRIBERS_ON_PLATFORM_THREADS;
        int most = mostSubscribers(threads, fileDescriptors());
        return new SessionWatch(
                new SessionChangePoller(source(states)),
                subscriberThreads,
                most,
                clock,
                Workers.timer("session-watch"));
    }

    /**
     * Each subscriber holds a connection: half of the descriptors stay for requests, the judge and the files.
     *
     * @param threads how many may have a thread
     * @param fileDescriptors how many the process may open; zero or less where that is unknown or unlimited
     */
    static int mostSubscribers(int threads, long fileDescriptors) {
        return fileDescriptors <= 0 ? threads : (int) Math.max(1, Math.min(threads, fileDescriptors / 2));
    }

    private static long fileDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
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
