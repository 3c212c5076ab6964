package dev.marksheet.monitor;

import dev.marksheet.gate.live.GateWaits;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.judge.llm.endpoint.Endpoints;
import dev.marksheet.query.DatabaseFigures;
import dev.marksheet.threads.Workers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.ExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MonitorConfiguration {

    @Bean(destroyMethod = "shutdownNow")
    ExecutorService monitorThread() {
        return Workers.computing("monitor", 1);
    }

    @Bean
    StateMeters stateMeters(
            DatabaseFigures database,
            ExamReader exams,
            Gates gates,
            ExecutorService monitorThread,
            Endpoints endpoints) {
        return new StateMeters(
                new Snapshot(Snapshot.source(database, exams, gates), monitorThread, System::nanoTime), endpoints);
    }

    @Bean
    MeterBinder gateMeters(GateWaits waits) {
        return registry -> Gauge.builder("marksheet.gates.waiting", waits, GateWaits::waiting)
                .description("Requests that wait for the verdict of a gate")
                .register(registry);
    }
}
