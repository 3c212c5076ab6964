package dev.marksheet.query;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads ended jobs where a test keeps them. */
@SuppressWarnings("NullAway")
public final class FakeJobQueries extends JobQueries {

    private final List<ScoreJob> jobs = new ArrayList<>();

    public FakeJobQueries() {
        super(null, null);
    }

    public void add(ScoreJob job) {
        jobs.add(job);
    }

    @Override
    public List<ScoreJob> worstOfRun(RunId run, int limit) {
        return jobs.stream()
                .filter(job -> job.run().equals(run) && job.meanScore() != null)
                .sorted(Comparator.comparingDouble(job -> Objects.requireNonNull(job.meanScore())))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<ScoreJob> findWithEvidence(JobId id) {
        return jobs.stream().filter(job -> job.id().equals(id)).findFirst();
    }
}
