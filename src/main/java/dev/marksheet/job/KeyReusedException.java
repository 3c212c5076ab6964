package dev.marksheet.job;

import dev.marksheet.session.CallKey;
import dev.marksheet.session.JobId;

/** Another call came under a key that stands for a call already; nothing was stored. */
public final class KeyReusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeyReusedException(CallKey key, JobId job) {
        super("'%s' stands for another call of this session, job %s, for %d days from its acceptance"
                .formatted(key.value(), job.value(), CallKey.LIFETIME.toDays()));
    }
}
