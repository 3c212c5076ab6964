package dev.marksheet.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** The document, read when it is first asked for: a start pays nothing for it. Safe for use by many threads at once. */
@Component
public final class OpenApiDocument {

    /** The parts, in the order of the reference. */
    static final List<String> PARTS = List.of(
            "00-head",
            "10-calls",
            "20-sessions",
            "30-runs",
            "40-gate",
            "50-datasets",
            "60-judge",
            "70-access",
            "80-operation");

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final String SERVER = "@server@";
    private static final String VERSION = "@version@";

    private final Supplier<Map<String, Object>> root = SingletonSupplier.of(OpenApiDocument::read);
    private final Supplier<String> json =
            SingletonSupplier.of(() -> JsonMapper.shared().writeValueAsString(root()));
    private final Supplier<String> yaml = SingletonSupplier.of(() -> dumper().dump(root()));

    /** The document as maps, lists, texts and numbers. */
    public Map<String, Object> root() {
        return Objects.requireNonNull(root.get());
    }

    /** @param server the path that the service stands at, such as {@code /} */
    String json(String server) {
        return Objects.requireNonNull(json.get()).replace(SERVER, server);
    }

    /** @param server the path that the service stands at, such as {@code /} */
    String yaml(String server) {
        return Objects.requireNonNull(yaml.get()).replace(SERVER, server);
    }

    private static Yaml dumper() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        return new Yaml(options);
    }

    private static Map<String, Object> read() {
        Map<String, Object> merged = new LinkedHashMap<>();
        PARTS.forEach(part -> merge(merged, part(part)));
        String version = OpenApiDocument.class.getPackage().getImplementationVersion();
        Map<String, Object> info = child(merged, "info");
        info.replace("version", VERSION, version == null ? "development" : version);
        child(merged, "paths").forEach((path, item) -> refuseStrangers(path, map(item)));
        return merged;
    }

    private static Map<String, Object> part(String name) {
        try (InputStream file = OpenApiDocument.class.getResourceAsStream("/openapi/" + name + ".yaml")) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(Map<String, Object> into, Map<String, Object> more) {
        more.forEach((key, value) -> {
            if (into.get(key) instanceof Map<?, ?> && value instanceof Map<?, ?>) {
                merge(child(into, key), map(value));
            } else {
                into.put(key, value);
            }
        });
    }

    /** Every endpoint may ask for a key, and find that it is not enough. */
    private static void refuseStrangers(String path, Map<String, Object> item) {
        item.forEach((method, operation) -> {
            if (METHODS.contains(method) && !path.startsWith("/openapi")) {
                Map<String, Object> responses = child(map(operation), "responses");
                responses.putIfAbsent("401", Map.of("$ref", "#/components/responses/Unauthorized"));
                responses.putIfAbsent("403", Map.of("$ref", "#/components/responses/Forbidden"));
            }
        });
    }

    /** Follows a reference; what is none stays what it is. */
    public Map<String, Object> resolved(Map<String, Object> thing) {
        Object reference = thing.get("$ref");
        if (!(reference instanceof String place)) {
            return thing;
        }
        Map<String, Object> found = root();
        for (String step : place.substring(2).split("/")) {
            found = child(found, step);
        }
        return found;
    }

    /** The object under a key; empty where there is none. */
    public static Map<String, Object> child(Map<String, Object> parent, String key) {
        return map(parent.get(key));
    }

    /** What is known to be an object; empty where there is none. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> ? (Map<String, Object>) value : Map.of();
    }

    /** What is known to be a list; empty where there is none. */
    public static List<Object> list(@Nullable Object value) {
        return value instanceof Collection<?> items ? new ArrayList<>(items) : List.of();
    }

    /** The operations of a path, by method in small letters. */
    public static Map<String, Map<String, Object>> operations(Map<String, Object> item) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        item.forEach((method, operation) -> {
            if (METHODS.contains(method)) {
                found.put(method, map(operation));
            }
        });
        return found;
    }
}
