package dev.marksheet.api.call;

import dev.marksheet.api.wire.ListParameters;
import dev.marksheet.query.CallQuery;
import dev.marksheet.query.JobFilter;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads which jobs a list is to show. */
final class JobListFilter {

    static final List<String> PARAMETERS =
            List.of("session_id", "run_id", "status", "item", "metadata", "below", "above");

    private static final String STATUSES = Stream.concat(
                    Arrays.stream(JobStatus.values()).map(JobStatus::wireName), Stream.of(JobStatus.HELD))
            .collect(Collectors.joining(", "));

    private JobListFilter() {}

    static JobFilter of(ListParameters parameters) {
        RunId run = run(parameters);
        List<CallQuery.Bound> bounds = new ArrayList<>();
        bounds(parameters, "below", true, bounds);
        bounds(parameters, "above", false, bounds);
        if (run == null && !bounds.isEmpty()) {
            parameters.fault("session_id", "is needed with below and above: scores are looked up within a session");
            bounds.clear();
        }
        Set<String> names = statuses(parameters);
        JobFilter filter = new JobFilter(
                run, named(names, parameters), parameters.one("item"), parameters.tags("metadata", false), bounds);
        return names.contains(JobStatus.HELD) ? filter.orHeld() : filter;
    }

    private static @Nullable RunId run(ListParameters parameters) {
        String session = parameters.one("session_id");
        String run = parameters.one("run_id");
        try {
            if (session != null && run != null) {
                parameters.fault("run_id", "is another name of session_id's run: send only one of the two");
            }
            return session != null ? RunId.of(new SessionId(session)) : run != null ? new RunId(run) : null;
        } catch (IllegalArgumentException e) {
            parameters.fault(session != null ? "session_id" : "run_id", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static Set<String> statuses(ListParameters parameters) {
        return parameters.all("status").stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .collect(Collectors.toSet());
    }

    private static Set<JobStatus> named(Set<String> names, ListParameters parameters) {
        Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);
        for (String name : names) {
            try {
                if (!name.equals(JobStatus.HELD)) {
                    statuses.add(JobStatus.ofWireName(name));
                }
            } catch (IllegalArgumentException e) {
                parameters.fault("status", "must be one of " + STATUSES);
            }
        }
        return statuses;
    }

    private static void bounds(ListParameters parameters, String name, boolean below, List<CallQuery.Bound> bounds) {
        for (String bound : parameters.all(name)) {
            int colon = bound.lastIndexOf(':');
            try {
                double value = Double.parseDouble(bound.substring(colon + 1));
                if (colon > 0 && Double.isFinite(value)) {
                    bounds.add(new CallQuery.Bound(bound.substring(0, colon), value, below));
                    continue;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            parameters.fault(name, "must be metric:value, such as faithfulness:0.5");
        }
    }
}
