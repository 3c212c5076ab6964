package dev.marksheet.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Tells which endpoint a request is for, by the mappings that will hand it to a controller: no path means one thing to who
 * decides and another to who answers. Safe for use by many threads at once.
 */
final class Endpoints {

    /** An endpoint that answers to any path below one prefix, of which it tells no pattern. */
    private static final String UNKNOWN = "?";

    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;
    private volatile @Nullable List<RequestMappingInfoHandlerMapping> known;

    /** @param mappings looked for at the first request, since filters are made before all of them are */
    Endpoints(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /**
     * What a request is for.
     *
     * @param variables the parts of the path that the pattern names, decoded
     */
    record Endpoint(String pattern, Map<String, String> variables) {}

    /** The endpoint; empty if there is none, or none for this method, or only its methods are asked for. */
    Optional<Endpoint> of(HttpServletRequest request) {
        if (request.getMethod().equals("OPTIONS")) {
            return Optional.empty();
        }
        ServletRequestPathUtils.parseAndCache(request);
        for (RequestMappingInfoHandlerMapping mapping : mappings()) {
            request.removeAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
            try {
                if (mapping.getHandler(request) != null) {
                    return Optional.of(endpoint(request));
                }
            } catch (HttpRequestMethodNotSupportedException e) {
                return Optional.empty();
            } catch (Exception e) {
                // There is one, which does not take this type of body, or not this query.
                return Optional.of(endpoint(request));
            }
        }
        return Optional.empty();
    }

    private static Endpoint endpoint(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return new Endpoint(pattern == null ? UNKNOWN : pattern.toString(), variables(request));
    }

    private static Map<String, String> variables(HttpServletRequest request) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        @SuppressWarnings("unchecked")
        Map<String, String> named = variables instanceof Map<?, ?> ? (Map<String, String>) variables : Map.of();
        return named;
    }

    private List<RequestMappingInfoHandlerMapping> mappings() {
        List<RequestMappingInfoHandlerMapping> found = known;
        if (found == null) {
            found = mappings.orderedStream().toList();
            known = found;
        }
        return found;
    }
}
