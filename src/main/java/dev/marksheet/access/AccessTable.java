package dev.marksheet.access;

import dev.marksheet.session.access.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one table of what which role may do: every endpoint and page has a line. What has none is the administrator's. */
final class AccessTable {

    /**
     * Method and path of each endpoint ({@code *} for every method); who may: {@code open} needs no key, {@code all} any
     * key, {@code read} those of read, review and admin, {@code send} those of submit, review and admin, then
     * {@code review} and {@code admin}; and what it shows of sessions, as {@link Shows} says.
     */
    private static final String TABLE = """
            *      /error                                                  open    none

            GET    /login                                                  open    none
            POST   /login                                                  open    none
            POST   /logout                                                 open    none

            POST   /api/score/session_async                                send    calls
            POST   /api/score                                              send    calls
            POST   /calls                                                  review  calls

            GET    /api/score/session/jobs/{job_id}                        all     named
            GET    /api/score/sessions/{session_id}                        all     named
            GET    /api/score/sessions/{session_id}/events                 all     named

            GET    /api/score/session/jobs                                 read    listed
            GET    /api/score/sessions                                     read    listed
            GET    /api/runs                                               read    listed
            GET    /api/runs/events                                        read    listed
            GET    /api/runs/{run_id}                                      read    named
            GET    /api/runs/{run_id}/events                               read    named
            GET    /api/runs/{run_id}/scores.csv                           read    named
            GET    /api/runs/{run_id}/summary.md                           read    named
            GET    /api/runs/{run_id}/optimization_advice.md               read    named
            GET    /api/runs/{run_id}/metadata.json                        read    named
            GET    /api/runs/{run_id}/gate                                 read    named
            GET    /api/score/sessions/{session_id}/gate                   read    named
            GET    /api/compare                                            read    named
            GET    /api/metrics                                            read    none
            GET    /api/judge/check                                        read    none
            GET    /api/judge/exam                                         read    none
            POST   /api/judge/check                                        review  none
            POST   /api/judge/exam                                         review  none

            DELETE /api/score/session/jobs/{job_id}                        review  named
            POST   /api/score/sessions/{session_id}/cancel                 review  named
            DELETE /api/runs/{run_id}                                      admin   named
            POST   /api/runs/{run_id}/cancel                               review  named
            POST   /api/score/session/jobs/{job_id}/retry                  review  named
            PUT    /api/score/sessions/{session_id}                        review  named
            POST   /api/score/sessions/{session_id}/retry                  review  named
            POST   /api/score/sessions/{session_id}/rescore                review  named
            POST   /api/score/estimate                                     review  many
            DELETE /api/score/sessions/{session_id}                        admin   named

            GET    /api/datasets                                           read    many
            GET    /api/datasets/{name}                                    read    many
            GET    /api/datasets/{name}/versions/{version}                 read    many
            PUT    /api/datasets/{name}                                    review  many
            POST   /api/datasets/{name}/score                              review  many
            DELETE /api/datasets/{name}                                    admin   many

            POST   /api/admin/backup                                       admin   many

            GET    /api/keys                                               admin   none
            POST   /api/keys                                               admin   none
            DELETE /api/keys/{key_id}                                      admin   none
            GET    /api/audit                                              admin   none

            GET    /                                                       read    listed
            GET    /runs/rows                                              read    named
            GET    /runs/{run_id}                                          read    named
            GET    /runs/{run_id}/again                                    review  named
            GET    /runs/{run_id}/retry                                    review  named
            GET    /runs/{run_id}/rescore                                  review  named
            POST   /runs/{run_id}/retry                                    review  named
            POST   /runs/{run_id}/rescore                                  review  many
            POST   /runs/{run_id}/calls/{job_id}/retry                     review  named
            GET    /runs/{run_id}/head                                     read    named
            GET    /runs/{run_id}/settings                                 review  named
            POST   /runs/{run_id}/settings                                 review  named
            GET    /runs/{run_id}/gate                                     read    named
            GET    /runs/{run_id}/advice                                   read    named
            GET    /runs/{run_id}/charts                                   read    named
            GET    /runs/{run_id}/summary                                  read    named
            GET    /runs/{run_id}/calls                                    read    named
            GET    /runs/{run_id}/calls/{job_id}                           read    named
            GET    /runs/{run_id}/export.html                              read    named
            GET    /compare                                                read    named
            GET    /calls                                                  read    none
            GET    /datasets                                               read    many
            POST   /datasets                                               review  many
            GET    /datasets/{name}                                        read    many
            GET    /datasets/{name}/score                                  read    many
            POST   /datasets/{name}/score                                  review  many
            GET    /dataset-drafts/{id}                                    review  many
            POST   /dataset-drafts/{id}                                    review  many
            GET    /judge                                                  read    none
            GET    /judge/check                                            read    none
            GET    /judge/exam                                             read    none
            GET    /runs/{run_id}/cancel                                   review  named
            POST   /runs/{run_id}/cancel                                   review  named
            GET    /runs/{run_id}/calls/{job_id}/cancel                    review  named
            POST   /runs/{run_id}/calls/{job_id}/cancel                    review  named
            GET    /runs/{run_id}/delete                                   admin   named
            POST   /runs/{run_id}/delete                                   admin   named
            POST   /judge/check                                            review  none
            POST   /judge/exam                                             review  none

            GET    /openapi.json                                           all     none
            GET    /openapi.yaml                                           all     none
            GET    /docs                                                   all     none
            GET    /keys                                                   admin   none
            POST   /keys                                                   admin   none
            GET    /keys/{key_id}/revoke                                   admin   none
            POST   /keys/{key_id}/revoke                                   admin   none

            GET    /webhooks                                               read    many
            GET    /webhooks/{id}/retry                                    read    many
            POST   /webhooks/{id}/retry                                    admin   many

            GET    /actuator                                               read    none
            GET    /actuator/health                                        read    none
            GET    /actuator/health/**                                     read    none
            GET    /actuator/prometheus                                    read    none
            """;

    private static final Map<String, Set<Role>> ROLES = Map.of(
            "all", EnumSet.allOf(Role.class),
            "read", EnumSet.of(Role.READ, Role.REVIEW, Role.ADMIN),
            "send", EnumSet.of(Role.SUBMIT, Role.REVIEW, Role.ADMIN),
            "review", EnumSet.of(Role.REVIEW, Role.ADMIN),
            "admin", EnumSet.of(Role.ADMIN));

    /** What an endpoint shows of sessions, of which a key may reach all or some. */
    enum Shows {
        /** Those, or the one, that the path or the query names. */
        NAMED,
        /** Of many those that the key reaches, as the controller sees to, and those that the query names. */
        LISTED,
        /** Nothing of any session. */
        NONE,
        /** What belongs to many of them: keys that reach some are refused. */
        MANY,
        /** Nothing, and it takes calls, which are counted against the limits of a key. */
        CALLS
    }

    /**
     * What is asked of who comes to an endpoint.
     *
     * @param endpoint method and pattern; empty for what has no line
     * @param roles those that may; null where no key is needed
     */
    record Line(String endpoint, @Nullable Set<Role> roles, Shows shows) {

        boolean lets(@Nullable Role role) {
            return roles == null || role != null && roles.contains(role);
        }

        boolean isOpen() {
            return roles == null;
        }
    }

    /** What has no line. */
    static final Line UNLISTED = new Line("", EnumSet.of(Role.ADMIN), Shows.MANY);

    private static final Map<String, Line> LINES = TABLE.lines()
            .filter(line -> !line.isBlank())
            .map(AccessTable::line)
            .collect(Collectors.toUnmodifiableMap(Line::endpoint, Function.identity()));

    private AccessTable() {}

    private static Line line(String text) {
        String[] parts = text.split(" +");
        Set<Role> roles = ROLES.get(parts[2]);
        if (roles == null && !parts[2].equals("open")) {
            throw new IllegalStateException("no roles are called " + parts[2]);
        }
        return new Line(key(parts[0], parts[1]), roles, Shows.valueOf(parts[3].toUpperCase(Locale.ROOT)));
    }

    /** The line of an endpoint by its method and pattern; HEAD is GET. */
    static Line of(String method, String pattern) {
        Line line = LINES.get(key(method.equals("HEAD") ? "GET" : method, pattern));
        return line == null ? LINES.getOrDefault(key("*", pattern), UNLISTED) : line;
    }

    private static String key(String method, String pattern) {
        return method + " " + pattern;
    }

    static List<Line> lines() {
        return List.copyOf(LINES.values());
    }
}
