package dev.marksheet.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Makes the executors: named threads, virtual ones where the platform has them. */
final class Workers {

    private Workers() {}

    /**
     * Threads for work that mostly waits; what they read from the jar belongs on a
     * {@link dev.marksheet.session.PlatformThread}. On platforms where virtual threads hold their carriers while they
     * wait for a monitor, and on those that have none, at most {@code limit} platform threads.
     */
    static ExecutorService waiting(String name, int limit) {
        if (JavaVersion.getJavaVersion().isOlderThan(JavaVersion.TWENTY_FOUR)) {
            return computing(name, limit);
        }
        ThreadFactory threads = new VirtualThreadTaskExecutor(name + "-").getVirtualThreadFactory();
        // A thread ends with its work: kept, each would hold on to the buffers that JSON libraries leave with a thread.
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * At most {@code limit} platform threads. Work that computes runs here even where there are virtual threads: it would
     * hold their few carriers, and with them every HTTP request.
     */
    static ExecutorService computing(String name, int limit) {
        CustomizableThreadFactory threads = new CustomizableThreadFactory(name + "-");
        threads.setDaemon(true);
        return Executors.newFixedThreadPool(limit, threads);
    }
}
