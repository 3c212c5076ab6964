package dev.marksheet.api.call;

import dev.marksheet.query.SessionStates;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.SessionState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Tells queued calls that wait for their turn from those that wait for their session's budget. */
@Component
final class HeldCalls {

    private final SessionStates states;

    HeldCalls(SessionStates states) {
        this.states = states;
    }

    /** The jobs over the wire; asks the database only where some are queued. */
    List<JobBody> bodies(List<ScoreJob> jobs) {
        Set<RunId> queued = jobs.stream()
                .filter(job -> job.status() == JobStatus.QUEUED)
                .map(ScoreJob::run)
                .collect(Collectors.toSet());
        Set<RunId> held = states.of(queued).stream()
                .filter(SessionState::held)
                .map(SessionState::run)
                .collect(Collectors.toSet());
        return jobs.stream()
                .map(job -> JobBody.of(job, held.contains(job.run())))
                .toList();
    }

    JobBody body(ScoreJob job) {
        return bodies(List.of(job)).get(0);
    }
}
