package dev.marksheet.store;

import dev.marksheet.session.JobId;
import dev.marksheet.session.evidence.Evidence;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;

/** Reads why scores are what they are. Safe for use by many threads at once. */
public final class StoredEvidence {

    private static final Logger LOG = LoggerFactory.getLogger(StoredEvidence.class);

    private final JdbcClient jdbc;

    public StoredEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The evidence of a job's scores by metric; empty when there is none. */
    public Map<String, Evidence> of(JobId id) {
        return jdbc.sql("select evidence from job_evidence where job_id = :id")
                .param("id", id.value())
                .query(String.class)
                .optional()
                .map(json -> readable(id, json))
                .orElse(Map.of());
    }

    /** A job is shown without its evidence rather than not at all. */
    private static Map<String, Evidence> readable(JobId id, String json) {
        try {
            return Json.readEvidence(json);
        } catch (JacksonException e) {
            LOG.warn("The evidence of job {} can't be read: {}", id.value(), e.getMessage());
            return Map.of();
        }
    }
}
