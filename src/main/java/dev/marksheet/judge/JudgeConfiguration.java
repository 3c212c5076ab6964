package dev.marksheet.judge;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
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

    @Bean
    ConfiguredJudges judges(JudgeProperties properties, Endpoint endpoint) {
        LocalEmbedder embedder = new LocalEmbedder();
        return new ConfiguredJudges(properties, endpoint, new LocalJudge(embedder), embedder);
    }

    @Bean
    JudgeCheck judgeCheck(ConfiguredJudges judges) {
        return judges.check();
    }
}
