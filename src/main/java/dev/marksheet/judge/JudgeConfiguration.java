package dev.marksheet.judge;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the way out to models together. */
@Configuration(proxyBeanMethods = false)
class JudgeConfiguration {

    @Bean
    JudgeHealth judgeHealth(JudgeProperties properties) {
        return new JudgeHealth(Clock.systemUTC(), properties.hasEndpoint());
    }

    @Bean
    Endpoint judgeEndpoint(JudgeProperties properties, JudgeHealth health) {
        Pauses pauses = new Pauses(
                pause -> Thread.sleep(pause.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
        return new Endpoint(properties, pauses, health);
    }

    /** @throws InvalidConfigurationPropertyValueException if a default model needs an endpoint and there is none */
    @Bean
    ConfiguredJudges judges(JudgeProperties properties, Endpoint endpoint) {
        requireUsable(properties, "marksheet.judge.model", properties.judgeModel());
        requireUsable(properties, "marksheet.judge.embedding-model", properties.embedderModel());
        LocalEmbedder embedder = new LocalEmbedder();
        return new ConfiguredJudges(properties, endpoint, new LocalJudge(embedder), embedder);
    }

    /** Calls that name no model would be accepted and could never be scored. */
    private static void requireUsable(JudgeProperties properties, String property, String model) {
        if (!model.equals(Judges.LOCAL) && !properties.hasEndpoint()) {
            throw new InvalidConfigurationPropertyValueException(
                    property,
                    model,
                    "It needs an endpoint: set marksheet.judge.base-url or OPENAI_BASE_URL too, or name '"
                            + Judges.LOCAL + "'.");
        }
    }

    @Bean
    JudgeCheck judgeCheck(ConfiguredJudges judges) {
        return judges.check();
    }
}
