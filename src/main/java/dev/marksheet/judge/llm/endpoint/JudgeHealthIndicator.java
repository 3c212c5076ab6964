package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.session.text.Language;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Tells operators how the judge's endpoint fares. Always up: calls are accepted and kept while it is away, so its outage
 * is no reason to take this service out of rotation. It never asks the endpoint.
 */
@Component("judge")
class JudgeHealthIndicator implements HealthIndicator {

    private final JudgeHealth health;

    JudgeHealthIndicator(JudgeHealth health) {
        this.health = health;
    }

    @Override
    public Health health() {
        Health.Builder report = Health.up().withDetail("state", health.state().wireName());
        health.outage()
                .ifPresent(outage -> report.withDetail("since", outage.since().toString())
                        .withDetail("fault", outage.said(Language.EN)));
        return report.build();
    }
}
