package dev.marksheet.api;

import dev.marksheet.server.ServedJson;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Controllers of the API with our JSON and our problem documents: no server, no context, no database. Safe for use by one
 * thread.
 */
public final class ApiSlice {

    private static final JsonMapper MAPPER = ServedJson.mapper();

    private final MockMvc mvc;

    private ApiSlice(Object... controllers) {
        mvc = MockMvcBuilders.standaloneSetup(controllers)
                .setControllerAdvice(new ApiExceptionHandler())
                .setMessageConverters(
                        new StringHttpMessageConverter(StandardCharsets.UTF_8),
                        new JacksonJsonHttpMessageConverter(MAPPER))
                .addInterceptors(ServedJson.interceptors())
                .build();
    }

    public static ApiSlice of(Object... controllers) {
        return new ApiSlice(controllers);
    }

    public Answer get(String uri) {
        return send(request("GET", uri));
    }

    public Answer post(String uri, String json) {
        return send(request("POST", uri).contentType(MediaType.APPLICATION_JSON).content(json));
    }

    public Answer post(String uri) {
        return send(request("POST", uri));
    }

    public Answer delete(String uri) {
        return send(request("DELETE", uri));
    }

    /** A program's request; the path is sent as it is written. */
    public static MockHttpServletRequestBuilder request(String method, String uri) {
        return MockMvcRequestBuilders.request(HttpMethod.valueOf(method), URI.create(uri));
    }

    public Answer send(MockHttpServletRequestBuilder request) {
        try {
            return new Answer(mvc.perform(request).andReturn().getResponse());
        } catch (Exception e) {
            throw new AssertionError("the request was not answered: " + e, e);
        }
    }

    /** What a program was answered. */
    public record Answer(MockHttpServletResponse response) {

        public int status() {
            return response.getStatus();
        }

        public @Nullable String header(String name) {
            return response.getHeader(name);
        }

        public String body() {
            try {
                return response.getContentAsString(StandardCharsets.UTF_8);
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException(e);
            }
        }

        public JsonNode json() {
            return MAPPER.readTree(body());
        }

        /** The names of its fields in their order. */
        public List<String> fields() {
            return List.copyOf(json().propertyNames());
        }

        public String detail() {
            return json().path("detail").asString("");
        }

        /** The fields that a problem names. */
        public List<String> faults() {
            Stream<JsonNode> errors = StreamSupport.stream(json().path("errors").spliterator(), false);
            return errors.map(error -> error.get("field").asString()).toList();
        }
    }
}
