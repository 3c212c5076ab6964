package dev.marksheet.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallListenerTests {

    private final List<String> told = new ArrayList<>();

    @Test
    void allAreToldInTheirOrder() {
        CallListener all = CallListener.all(List.of(listener("one"), listener("two"), rows -> told.add("three")));

        all.ended(List.of(new RecordedSession().scored(0.5)));
        all.cancelled(4);

        assertThat(told)
                .containsExactly("one: 1 ended", "two: 1 ended", "three", "one: 4 cancelled", "two: 4 cancelled");
    }

    private CallListener listener(String name) {
        return new CallListener() {
            @Override
            public void ended(List<Row> rows) {
                told.add(name + ": " + rows.size() + " ended");
            }

            @Override
            public void cancelled(int calls) {
                told.add(name + ": " + calls + " cancelled");
            }
        };
    }
}
