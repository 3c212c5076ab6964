package dev.marksheet.threads;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.system.JavaVersion;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Makes the executors: named threads, virtual ones where the platform has them. */
public final class Workers {

    private static final int IDLE_SECONDS = 10;

    private Workers() {}

    /**
     * Threads for work that mostly waits: virtual ones from JDK 24 on, where they hold no carrier while they wait for a
     * monitor; else at most {@code limit} platform threads. Files of the jar are read before, while the service starts.
     */
    public static ExecutorService waiting(String name, int limit) {
        return areVirtual() ? virtual(name) : computing(name, limit);
    }

    /**
     * Threads for work that may wait without an end, where none may wait for another: as many as are needed, on platforms
     * without such virtual threads at most {@code limit}; work beyond that is refused.
     */
    public static ExecutorService oneEach(String name, int limit) {
        return areVirtual()
                ? virtual(name)
                : new ThreadPoolExecutor(
                        0, limit, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), platform(name));
    }

    /** Whether threads for work that waits are virtual. */
    public static boolean areVirtual() {
        return JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_FOUR);
    }

    private static ExecutorService virtual(String name) {
        ThreadFactory threads = new VirtualThreadTaskExecutor(name + "-").getVirtualThreadFactory();
        // A thread ends with its work: kept, each would hold on to the buffers that JSON libraries leave with a thread.
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * At most {@code limit} platform threads. Work that computes runs here even where there are virtual threads: it would
     * hold their few carriers, and with them every HTTP request.
     */
    public static ExecutorService computing(String name, int limit) {
        return Executors.newFixedThreadPool(limit, platform(name));
    }

    /** One thread for short work at given times. */
    public static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(platform(name));
    }

    private static ThreadFactory platform(String name) {
        CustomizableThreadFactory threads = new CustomizableThreadFactory(name + "-");
        threads.setDaemon(true);
        return threads;
    }
}
