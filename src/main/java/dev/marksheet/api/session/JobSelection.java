package dev.marksheet.api.session;

import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.PageTokens;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a session to show.
 *
 * @param all whether to show all of them
 * @param limit how many to show at most when not all; 0 for none
 * @param after the sequence of the last job seen
 */
record JobSelection(boolean all, int limit, long after) {

    static JobSelection of(@Nullable String jobs, @Nullable Integer limit, @Nullable String pageToken) {
        if (jobs != null && !jobs.equals("none") && !jobs.equals("all")) {
            throw new InvalidRequestException("jobs", "must be none or all");
        }
        if ("none".equals(jobs)) {
            return new JobSelection(false, 0, 0);
        }
        boolean paged = limit != null || pageToken != null;
        return new JobSelection(!paged, PageTokens.limit(limit), PageTokens.number(pageToken, 0));
    }

    boolean none() {
        return !all && limit == 0;
    }

    /** What tells one selection's representation from another's. */
    String tag() {
        return all ? "" : "-" + limit + "-" + after;
    }
}
