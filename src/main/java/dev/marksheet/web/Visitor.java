package dev.marksheet.web;

import dev.marksheet.access.Caller;
import dev.marksheet.session.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as templates ask for it: what somebody may not do is not offered.
 *
 * @param name of the key; null where none is asked for or none was sent
 * @param sends whether calls can be sent
 * @param works whether what is there can be worked on: settings, retries, verdicts, datasets
 * @param administers whether keys can be made and sessions deleted
 * @param sees whether pages can be looked at
 * @param everything whether those too that belong to no session, or to all
 */
public record Visitor(
        @Nullable String name, boolean sends, boolean works, boolean administers, boolean sees, boolean everything) {

    /** Who reads a file that was taken out of the service, where nothing can be done. */
    public static final Visitor READER = new Visitor(null, false, false, false, true, false);

    static Visitor of(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        return new Visitor(
                caller.name(),
                caller.is(Role.REVIEW),
                caller.is(Role.REVIEW),
                caller.is(Role.ADMIN),
                caller.is(Role.READ),
                !caller.isScoped());
    }
}
