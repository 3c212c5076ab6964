package dev.marksheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** One service that asks for keys, shared by all classes that test who may what. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "marksheet.access.admin-key=" + KeyedService.ADMIN_KEY,
            "marksheet.metrics=exact_match",
            "marksheet.judge.base-url=",
            "management.endpoints.web.exposure.include=health,prometheus,metrics"
        })
@Import(KeyedService.Threshold.class)
abstract class KeyedService {

    static final String ADMIN_KEY = "a-key-for-the-administrator";

    /** A request with this header that is let in is answered with {@link #LET_IN}, and nothing is done. */
    static final String ONLY_TRY = "X-Only-Try";

    static final int LET_IN = 299;

    private static final Path OUTPUTS = folder();

    @LocalServerPort
    private int port;

    ServiceClient client;

    @DynamicPropertySource
    static void outputsFolder(DynamicPropertyRegistry registry) {
        registry.add("marksheet.outputs-dir", OUTPUTS::toString);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("marksheet-keyed-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stands behind all that decides who may, before the controllers. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Threshold {

        @Bean
        WebMvcConfigurer threshold() {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(new Stop()).order(Ordered.LOWEST_PRECEDENCE);
                }
            };
        }

        private static final class Stop implements HandlerInterceptor {

            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (request.getHeader(ONLY_TRY) == null) {
                    return true;
                }
                response.setStatus(LET_IN);
                return false;
            }
        }
    }

    @BeforeEach
    void connect() {
        client = new ServiceClient(port);
    }

    /** What was answered to who asked for a key, with these fields. */
    String key(String role, Object... fields) {
        Map<String, Object> wish = new LinkedHashMap<>(Map.of("name", role + " of a test", "role", role));
        for (int i = 0; i < fields.length; i += 2) {
            wish.put((String) fields[i], fields[i + 1]);
        }
        HttpResponse<String> made = client.post("/api/keys", wish, "X-API-Key", ADMIN_KEY);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return ServiceClient.json(made).get("key").asString();
    }

    static String id(String key) {
        return key.split("_")[1];
    }

    HttpResponse<String> get(String path, String key) {
        return client.get(path, "X-API-Key", key);
    }

    HttpResponse<String> submit(String session, String key) {
        return client.post("/api/score/session_async", call(session), "Authorization", "Bearer " + key);
    }

    static Map<String, Object> call(String session) {
        return Map.of(
                "session_id", session,
                "question", "When?",
                "answer", "1894",
                "contexts", List.of("It opened in 1894."),
                "ground_truth", "1894");
    }
}
