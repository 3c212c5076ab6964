package dev.marksheet.job.removal;

import dev.marksheet.session.RunId;

/** Tells, within this process, that it has deleted a session: whoever keeps something of it forgets that. */
public record SessionDeleted(RunId run) {}
