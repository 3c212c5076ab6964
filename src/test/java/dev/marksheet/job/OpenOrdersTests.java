package dev.marksheet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenOrdersTests {

    private final List<String> waiting = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final OpenOrders<String> orders = new OpenOrders<>(
            "orders",
            () -> {
                looks.incrementAndGet();
                return new ArrayList<>(waiting);
            },
            order -> waiting.remove(order) && done.add(order),
            true,
            "Orders wait");

    @AfterEach
    void stop() {
        orders.stop();
    }

    @Test
    void carriesAnOrderOutAtOnceAlthoughTheNextLookForThoseOfOthersIsFarOff() {
        orders.start();
        await().until(() -> looks.get() > 0);

        waiting.add("anew");
        orders.look();

        await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(done).containsExactly("anew"));
    }

    @Test
    void looksNoMoreAfterItsStop() {
        orders.start();
        await().until(() -> looks.get() > 0);
        orders.stop();
        int before = looks.get();

        waiting.add("late");
        orders.look();

        assertThat(looks).hasValue(before);
        assertThat(done).isEmpty();
    }
}
