package dev.marksheet.api;

import dev.marksheet.access.Caller;
import dev.marksheet.access.Callers;
import dev.marksheet.openapi.DocumentedAnswers;
import dev.marksheet.server.ServedJson;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.UnsupportedEncodingException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.request.async.WebAsyncUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Controllers of the API with our JSON and our problem documents: no server, no context, no database. Every answer is held
 * against the OpenAPI document. Safe for use by one thread.
 */
public final class ApiSlice {

    private static final JsonMapper MAPPER = ServedJson.mapper();

    private final Object[] controllers;
    private final MockMvc mvc;

    private ApiSlice(Caller caller, Object... controllers) {
        this.controllers = controllers;
        mvc = MockMvcBuilders.standaloneSetup(controllers)
                .setControllerAdvice(new ApiExceptionHandler(), new RoutingExceptionHandler())
                .setMessageConverters(
                        new ByteArrayHttpMessageConverter(),
                        new StringHttpMessageConverter(StandardCharsets.UTF_8),
                        new JacksonJsonHttpMessageConverter(MAPPER))
                .addInterceptors(ServedJson.interceptors())
                .addFilters(Callers.filter(caller))
                .build();
    }

    /** These controllers, where no keys are asked for. */
    public static ApiSlice of(Object... controllers) {
        return new ApiSlice(Callers.anybody(), controllers);
    }

    /** The same, asked by somebody else. */
    public ApiSlice as(Caller caller) {
        return new ApiSlice(caller, controllers);
    }

    /** JSON as the service reads and writes it. */
    public static JsonMapper mapper() {
        return MAPPER;
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

    /** The answer, or what there is of it while it is not given yet. */
    public Answer send(MockHttpServletRequestBuilder request) {
        return begin(request).now();
    }

    /** A request whose answer may come later. */
    public Asked begin(MockHttpServletRequestBuilder request) {
        try {
            return new Asked(mvc, mvc.perform(request).andReturn());
        } catch (Exception e) {
            throw new AssertionError("the request was not answered: " + e, e);
        }
    }

    /** Somebody who waits for an answer. */
    public record Asked(MockMvc mvc, MvcResult result) {

        /** Whether the answer is still to come. */
        public boolean waits() {
            return result.getRequest().isAsyncStarted()
                    && !WebAsyncUtils.getAsyncManager(result.getRequest()).hasConcurrentResult();
        }

        /** How long it may wait, in milliseconds. */
        public long timeout() {
            return context().getTimeout();
        }

        /** Lets the time pass that it may wait. */
        public void timeOut() {
            try {
                for (AsyncListener listener : context().getListeners()) {
                    listener.onTimeout(new AsyncEvent(context()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ends it, as when the answer is given or the client has gone. */
        public void complete() {
            context().complete();
        }

        private MockAsyncContext context() {
            return (MockAsyncContext) Objects.requireNonNull(result.getRequest().getAsyncContext());
        }

        public Answer now() {
            try {
                boolean given = result.getRequest().isAsyncStarted() && !waits();
                MvcResult last = given
                        ? mvc.perform(MockMvcRequestBuilders.asyncDispatch(result))
                                .andReturn()
                        : result;
                return checked(new Answer(last.getResponse()));
            } catch (Exception e) {
                throw new AssertionError("the request was not answered: " + e, e);
            }
        }

        private Answer checked(Answer answer) {
            MockHttpServletRequest request = result.getRequest();
            String type = Objects.requireNonNullElse(answer.header("Content-Type"), "");
            boolean broken = answer.status() == HttpStatus.INTERNAL_SERVER_ERROR.value();
            if (!waits() && !broken) {
                DocumentedAnswers.check(
                        request.getMethod(), request.getRequestURI(), answer.status(), type, answer.body());
            }
            return answer;
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
            return JsonMapper.shared().readTree(body());
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
