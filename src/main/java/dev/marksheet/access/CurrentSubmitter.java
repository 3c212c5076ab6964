package dev.marksheet.access;

import dev.marksheet.session.access.Submitter;
import dev.marksheet.store.Submitters;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The key of the request that a thread works on. */
@Component
final class CurrentSubmitter implements Submitters {

    @Override
    public @Nullable Submitter current() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known == null || !(known.getPrincipal() instanceof Caller caller) || caller.keyId() == null) {
            return null;
        }
        String name = caller.name() == null ? caller.keyId() : caller.name();
        return new Submitter(caller.keyId(), name, caller.sessionPrefix(), caller.maxOpenCalls());
    }
}
