package dev.marksheet.judge.local;

import dev.marksheet.judge.EmbeddedJudge;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LocalJudgeConfiguration {

    @Bean
    EmbeddedJudge embeddedJudge() {
        InverseDocumentFrequency.readAhead();
        LocalEmbedder embedder = new LocalEmbedder();
        return new EmbeddedJudge(new LocalJudge(embedder), embedder, LocalJudge.VERSION);
    }
}
