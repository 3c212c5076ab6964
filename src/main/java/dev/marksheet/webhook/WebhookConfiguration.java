package dev.marksheet.webhook;

import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.store.Deliveries;
import dev.marksheet.store.Outbox;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    Webhooks webhooks(
            WebhookProperties properties, Outbox outbox, Deliveries deliveries, JudgeHealth health, Clock clock) {
        return Webhooks.of(properties, outbox, deliveries, health, clock);
    }
}
