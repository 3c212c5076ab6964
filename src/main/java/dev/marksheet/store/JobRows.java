package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Inserts queued calls many rows a statement: one by one, preparing statements and waiting for their answers takes longer
 * than what they do.
 */
final class JobRows {

    private static final int AT_A_TIME = 50;

    private static final String JOBS =
            "insert into job (job_id, run_id, status, created_at, summary, question_key, item,"
                    + " key_id) values %s returning job_id, seq";

    private static final String TEXTS = "insert into job_request (job_id, request, words) values %s";

    private final JdbcClient jdbc;
    private final RandomGenerator random;

    JobRows(JdbcClient jdbc, RandomGenerator random) {
        this.jdbc = jdbc;
        this.random = random;
    }

    /** Inserts them in their order; none of them marks another job anew. */
    List<ScoreJob> insert(List<ScoreRequest> requests, List<NewJobs.Texts> texts, Instant now) {
        List<ScoreJob> jobs = new ArrayList<>();
        for (int from = 0; from < requests.size(); from += AT_A_TIME) {
            int to = Math.min(requests.size(), from + AT_A_TIME);
            jobs.addAll(insertSome(requests.subList(from, to), texts.subList(from, to), now));
        }
        return jobs;
    }

    private List<ScoreJob> insertSome(List<ScoreRequest> requests, List<NewJobs.Texts> texts, Instant now) {
        List<JobId> ids = requests.stream().map(request -> JobId.draw(random)).toList();
        Map<String, Long> sequences = insertJobs(ids, requests, texts, now);
        List<@Nullable Object> words = new ArrayList<>();
        List<ScoreJob> jobs = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            JobId id = ids.get(i);
            Collections.addAll(
                    words, id.value(), texts.get(i).request(), texts.get(i).words());
            long sequence = Objects.requireNonNull(sequences.get(id.value()));
            jobs.add(ScoreJob.queued(sequence, id, requests.get(i), now));
        }
        jdbc.sql(TEXTS.formatted(rows("(?, ?, ?)", ids.size()))).params(words).update();
        return jobs;
    }

    private Map<String, Long> insertJobs(
            List<JobId> ids, List<ScoreRequest> requests, List<NewJobs.Texts> texts, Instant now) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            ScoreRequest request = requests.get(i);
            Collections.addAll(
                    values,
                    ids.get(i).value(),
                    RunId.of(request.session()).value(),
                    now.toEpochMilli(),
                    texts.get(i).summary(),
                    request.sample().questionKey(),
                    request.item(),
                    texts.get(i).keyId());
        }
        Map<String, Long> sequences = new HashMap<>();
        jdbc.sql(JOBS.formatted(rows("(?, ?, 'queued', ?, ?, ?, ?, ?)", ids.size())))
                .params(values)
                .query(row -> {
                    sequences.put(row.getString("job_id"), row.getLong("seq"));
                });
        return sequences;
    }

    private static String rows(String row, int count) {
        return String.join(", ", Collections.nCopies(count, row));
    }
}
