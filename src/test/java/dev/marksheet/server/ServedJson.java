package dev.marksheet.server;

import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the service reads and writes it: what application.properties sets, and what stands in our configuration. */
public final class ServedJson {

    private static final int MOST_TOKENS = 50_000;

    private ServedJson() {}

    public static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxTokenCount(MOST_TOKENS)
                        .build())
                .build();
        JsonMapper.Builder builder = JsonMapper.builder(factory)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class);
        new HttpConfiguration().valuesAreAsSent().customize(builder);
        return builder.build();
    }

    /** What refuses to change anything for those who can't read the answer, and has answers asked about before reuse. */
    public static HandlerInterceptor[] interceptors() {
        Interceptors all = new Interceptors();
        new HttpConfiguration().answersAreReadable().addInterceptors(all);
        new HttpConfiguration().answersAreCheckedBeforeReuse().addInterceptors(all);
        return all.found();
    }

    private static final class Interceptors extends InterceptorRegistry {

        private HandlerInterceptor[] found() {
            return getInterceptors().stream()
                    .map(HandlerInterceptor.class::cast)
                    .toArray(HandlerInterceptor[]::new);
        }
    }
}
