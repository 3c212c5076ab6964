package dev.marksheet.job.again;

import dev.marksheet.session.SessionId;

/** A session holds calls of the same source already that were scored in another way; nothing was changed. */
public final class OtherRescoreException extends RuntimeException {

    private static final long serialVersionUID = 1;

    OtherRescoreException(SessionId session) {
        super("%s holds calls of this session already, scored with another judge or other metrics"
                .formatted(session.value()));
    }
}
