package dev.marksheet.server;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The first thing that happens at a stop: readiness goes down, and requests are taken for {@code marksheet.drain} more, so
 * that a load balancer has left this process out before it is refused a connection.
 */
@Component
class ReadinessDrain implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessDrain.class);

    private final ApplicationContext context;
    private final Duration time;
    private volatile boolean running;

    ReadinessDrain(ApplicationContext context, @Value("${marksheet.drain:0s}") Duration time) {
        this.context = context;
        this.time = time;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        if (time.isZero()) {
            return;
        }
        LOG.info("Not ready any more; requests are taken for {} ms yet", time.toMillis());
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Above the web server: what is highest stops first. */
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE;
    }
}
