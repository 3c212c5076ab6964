package dev.marksheet.job;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** Makes the executors: named threads, virtual ones where the platform has them. */
final class Workers {

    private Workers() {}

    /** Threads for work that mostly waits. On platforms without virtual threads at most {@code limit} of them. */
    static ExecutorService waiting(Environment environment, String name, int limit) {
        if (!Threading.VIRTUAL.isActive(environment)) {
            return computing(name, limit);
        }
        return Executors.newCachedThreadPool(new VirtualThreadTaskExecutor(name + "-").getVirtualThreadFactory());
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
