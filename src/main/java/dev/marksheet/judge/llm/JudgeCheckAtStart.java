package dev.marksheet.judge.llm;

import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** With {@code marksheet.judge.check=true}: tries the endpoint once when the service is up, beside its work. */
@Component
class JudgeCheckAtStart {

    private static final Logger log = LoggerFactory.getLogger(JudgeCheckAtStart.class);

    private final JudgeProperties properties;
    private final JudgeCheck check;

    JudgeCheckAtStart(JudgeProperties properties, JudgeCheck check) {
        this.properties = properties;
        this.check = check;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        if (!properties.check()) {
            return;
        }
        Thread thread = new Thread(this::tell, "judge-check");
        thread.setDaemon(true);
        thread.start();
    }

    private void tell() {
        JudgeCheck.Result result = check.run();
        if (result.reachable() && result.embeddings()) {
            log.info("The judge works: {} ({} ms)", result.uses(), result.latencyMs());
        } else {
            log.warn("The judge does not work yet: {}", result.uses());
        }
        result.advice().forEach(line -> log.warn("Judge check: {}", line));
    }
}
