package dev.marksheet.access;

import dev.marksheet.access.AccessTable.Shows;
import dev.marksheet.access.Endpoints.Endpoint;
import dev.marksheet.query.Origins;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions a key reaches: those whose ids begin with its prefix; without one, a key that may only submit reaches
 * those that it began, and the calls that it sent.
 */
final class Reach {

    /** Parameters of a query that name further sessions or runs. */
    private static final Set<String> NAMES = Set.of("run", "base", "baseline", "session_id", "run_id");

    private final Origins origins;

    Reach(Origins origins) {
        this.origins = origins;
    }

    /** Why the caller does not reach what an endpoint shows; empty if it does. */
    Optional<Denial> check(Caller caller, Shows shows, Endpoint endpoint, HttpServletRequest request) {
        return switch (shows) {
            case NONE, CALLS -> Optional.empty();
            case MANY -> Optional.of(Denial.MANY_SESSIONS);
            case NAMED, LISTED ->
                named(caller, endpoint, request).stream().allMatch(origin -> reaches(caller, origin))
                        ? Optional.empty()
                        : Optional.of(Denial.UNREACHED);
        };
    }

    private List<Optional<Origins.Origin>> named(Caller caller, Endpoint endpoint, HttpServletRequest request) {
        List<Optional<Origins.Origin>> named = new ArrayList<>();
        endpoint.variables().forEach((name, value) -> {
            switch (name) {
                case "session_id" -> named.add(session(caller, value));
                case "run_id" -> named.add(origins.ofRun(value));
                case "job_id" -> named.add(origins.ofJob(value));
                default -> {}
            }
        });
        names(request.getQueryString())
                .forEach(name -> named.add(origins.ofRun(name).or(() -> origins.ofSession(name))));
        return named;
    }

    /** Which id begins with a prefix is seen without a look, also of one that is yet to begin. */
    private Optional<Origins.Origin> session(Caller caller, String id) {
        return caller.sessionPrefix() == null ? origins.ofSession(id) : Optional.of(new Origins.Origin(id, null));
    }

    /** As the controllers read them; asking the request would wait for the body of a form. */
    private static List<String> names(@Nullable String query) {
        return query == null
                ? List.of()
                : Arrays.stream(query.split("&"))
                        .map(part -> part.split("=", 2))
                        .filter(part -> part.length == 2 && NAMES.contains(decoded(part[0])))
                        .flatMap(part -> Arrays.stream(decoded(part[1]).split(",")))
                        .filter(name -> !name.isBlank())
                        .map(String::strip)
                        .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static boolean reaches(Caller caller, Optional<Origins.Origin> origin) {
        String prefix = caller.sessionPrefix();
        return origin.filter(found -> prefix == null
                        ? found.keyId() != null && found.keyId().equals(caller.keyId())
                        : found.session().startsWith(prefix))
                .isPresent();
    }
}
