package dev.marksheet.judge.llm;

import dev.marksheet.judge.EmbeddedJudge;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.Rehearsals;
import dev.marksheet.judge.llm.endpoint.Access;
import dev.marksheet.judge.llm.endpoint.Backoff;
import dev.marksheet.judge.llm.endpoint.Endpoint;
import dev.marksheet.judge.llm.endpoint.Endpoints;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.judge.llm.endpoint.RequestListener;
import dev.marksheet.judge.llm.endpoint.Thinking;
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
        Clock clock = Clock.systemUTC();
        return properties.embedsApart()
                ? JudgeHealth.withEmbeddingsApart(clock, properties.hasEndpoint())
                : new JudgeHealth(clock, properties.hasEndpoint());
    }

    @Bean
    Endpoints judgeEndpoints(JudgeProperties properties, JudgeHealth health, RequestListener listener) {
        Backoff pauses = new Backoff(
                pause -> Thread.sleep(pause.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble());
        Endpoint judge = new Endpoint(properties, properties.judgeAccess(), pauses, health, listener);
        return new Endpoints(
                judge,
                properties.embedsApart()
                        ? new Endpoint(
                                properties, properties.embeddingAccess(), pauses, health.ofEmbeddings(), listener)
                        : judge);
    }

    /**
     * @throws InvalidConfigurationPropertyValueException if a default model needs an endpoint and there is none, or the
     *     members for every request are no JSON object
     */
    @Bean
    ConfiguredJudges judges(JudgeProperties properties, Endpoints endpoints, EmbeddedJudge embedded) {
        requireUsable(properties.judgeAccess(), "marksheet.judge.model", properties.judgeModel());
        requireUsable(properties.embeddingAccess(), "marksheet.judge.embedding-model", properties.embedderModel());
        return new ConfiguredJudges(properties, thinking(properties), endpoints, embedded);
    }

    private static Thinking thinking(JudgeProperties properties) {
        try {
            ExtraBody extra = ExtraBody.of(properties.extraBody());
            return new Thinking(properties.thinking(), properties.judgeAccess().endpoint(), extra.names());
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException(
                    "marksheet.judge.extra-body", "***", String.valueOf(e.getMessage()));
        }
    }

    /** Calls that name no model would be accepted and could never be scored. */
    private static void requireUsable(Access access, String property, String model) {
        if (!model.equals(Judges.LOCAL) && !access.exists()) {
            throw new InvalidConfigurationPropertyValueException(
                    property,
                    model,
                    "It needs an endpoint: set marksheet.judge.base-url or OPENAI_BASE_URL too, or name '"
                            + Judges.LOCAL + "'.");
        }
    }

    @Bean
    Rehearsals rehearsals(EmbeddedJudge embedded, ConfiguredJudges judges) {
        return new PromptRehearsals(embedded, judges);
    }

    @Bean
    JudgeCheck judgeCheck(ConfiguredJudges judges) {
        return judges.check();
    }
}
