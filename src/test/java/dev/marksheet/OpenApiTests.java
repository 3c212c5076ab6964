package dev.marksheet;

import static dev.marksheet.openapi.OpenApiDocument.child;
import static dev.marksheet.openapi.OpenApiDocument.list;
import static dev.marksheet.openapi.OpenApiDocument.map;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.openapi.ExampleCheck;
import dev.marksheet.openapi.OpenApiDocument;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The document is whole and right, for people and for generators of clients. */
class OpenApiTests extends RunningService {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private OpenApiDocument document;

    @Test
    void keepsTheRulesOfOpenApi() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult read =
                new OpenAPIV3Parser().readContents(client.get("/openapi.json").body(), null, options);

        assertThat(read.getMessages()).isNullOrEmpty();
        assertThat(read.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(read.getOpenAPI().getPaths()).hasSizeGreaterThan(25);
        HttpResponse<String> yaml = client.get("/openapi.yaml");
        assertThat(new OpenAPIV3Parser()
                        .readContents(yaml.body(), null, options)
                        .getOpenAPI())
                .isEqualTo(read.getOpenAPI());
    }

    /** Every endpoint of the API stands in it with its parameters, and nothing else does. */
    @Test
    void describesEveryEndpointWithItsParameters() {
        List<String> faults = new ArrayList<>();
        Set<String> served = new TreeSet<>();
        mapping.getHandlerMethods()
                .forEach((info, handler) -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/") || path.startsWith("/openapi"))
                        .forEach(path -> info.getMethodsCondition().getMethods().forEach(method -> {
                            served.add(method + " " + path);
                            compare(method.name(), path, handler, faults);
                        })));
        Set<String> described = new TreeSet<>();
        child(document.root(), "paths")
                .forEach((path, item) -> OpenApiDocument.operations(map(item))
                        .keySet()
                        .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
        described.removeIf(operation -> operation.contains(" /actuator/"));
        described.removeAll(served);
        described.forEach(operation -> faults.add(operation + " is described and not there"));

        assertThat(faults)
                .as("resources/openapi/*.yaml describe the API by hand; change them with it")
                .isEmpty();
    }

    private void compare(String method, String path, HandlerMethod handler, List<String> faults) {
        Map<String, Object> item = child(child(document.root(), "paths"), path);
        Map<String, Object> operation = OpenApiDocument.operations(item).get(method.toLowerCase(Locale.ROOT));
        if (operation == null) {
            faults.add(method + " " + path + " is not described");
            return;
        }
        Set<String> named = named(item, operation);
        String what = method + " " + path;
        for (MethodParameter parameter : handler.getMethodParameters()) {
            String own = String.valueOf(parameter.getParameter().getName());
            RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
            boolean any = Map.class.isAssignableFrom(parameter.getParameterType());
            if (query != null && !any && !named.contains("query " + nameOf(query.name(), own))) {
                faults.add(what + ": parameter " + nameOf(query.name(), own) + " is not described");
            }
            PathVariable variable = parameter.getParameterAnnotation(PathVariable.class);
            if (variable != null && !named.contains("path " + nameOf(variable.name(), own))) {
                faults.add(what + ": " + nameOf(variable.name(), own) + " is not described");
            }
            if (parameter.hasParameterAnnotation(RequestBody.class) && operation.get("requestBody") == null) {
                faults.add(what + ": the body is not described");
            }
        }
    }

    private Set<String> named(Map<String, Object> item, Map<String, Object> operation) {
        Set<String> named = new HashSet<>();
        for (Map<String, Object> owner : List.of(item, operation)) {
            list(owner.get("parameters"))
                    .forEach(one -> named.add(document.resolved(map(one)).get("in") + " "
                            + document.resolved(map(one)).get("name")));
        }
        return named;
    }

    private static String nameOf(String given, String own) {
        return given.isEmpty() || given.equals(ValueConstants.DEFAULT_NONE) ? own : given;
    }

    @Test
    void saysOfEveryEndpointHowItFailsAndWhatItIsFor() {
        List<String> faults = new ArrayList<>();
        Set<Object> ids = new HashSet<>();
        child(document.root(), "paths")
                .forEach((path, item) -> OpenApiDocument.operations(map(item)).forEach((method, operation) -> {
                    String name = method + " " + path;
                    Map<String, Object> responses = child(operation, "responses");
                    if (operation.get("summary") == null || !ids.add(operation.get("operationId"))) {
                        faults.add(name + " has no summary, or not an operationId of its own");
                    }
                    if (path.startsWith("/api") && !responses.keySet().containsAll(Set.of("401", "403"))) {
                        faults.add(name + " does not say how strangers are refused");
                    }
                    boolean named = path.contains("{");
                    if (named && !responses.containsKey("404") && !method.equals("put")) {
                        faults.add(name + " does not say what an unknown name gives");
                    }
                    if (operation.get("requestBody") != null && !responses.containsKey("422")) {
                        faults.add(name + " does not say what a wrong value gives");
                    }
                }));
        assertThat(faults).isEmpty();
    }

    @Test
    void hasExamplesThatAreWhatTheySayTheyAre() {
        List<String> faults = ExampleCheck.faults(document);
        assertThat(faults).isEmpty();
        assertThat(ExampleCheck.count(document)).isGreaterThan(15);
    }

    @Test
    void hasAnExampleOfACallThatIsTaken() {
        Map<String, Object> post = child(child(child(document.root(), "paths"), "/api/score/session_async"), "post");
        Map<String, Object> example =
                child(child(child(child(post, "requestBody"), "content"), "application/json"), "example");
        client.ended(client.submit(example));
    }
}
