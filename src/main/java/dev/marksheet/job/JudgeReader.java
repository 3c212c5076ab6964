package dev.marksheet.job;

import dev.marksheet.judge.Judges;
import dev.marksheet.judge.llm.JudgeCheck;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** How the judge's endpoint fares, and what a try of it found. Safe for use by many threads at once. */
public final class JudgeReader {

    private final Judges judges;
    private final JudgeHealth health;
    private final JudgeCheck check;
    private final Semaphore trying = new Semaphore(1);

    JudgeReader(Judges judges, JudgeHealth health, JudgeCheck check) {
        this.judges = judges;
        this.health = health;
        this.check = check;
    }

    /**
     * What a try found; see {@link JudgeCheck.Result}.
     *
     * @param form how replies are asked for: {@code json_schema}, {@code json_object} or {@code text}; null when unknown
     * @param temperature whether the model takes a temperature of our choice; null when unknown
     * @param dimension how many numbers a vector has; null without embeddings or for embedded ones
     * @param advice what to change, in English
     */
    public record Tried(
            boolean reachable,
            @Nullable String endpoint,
            String model,
            @Nullable String reportedModel,
            String embeddingModel,
            @Nullable String form,
            @Nullable Boolean temperature,
            boolean embeddings,
            @Nullable Integer dimension,
            long latencyMs,
            List<String> advice) {

        public Tried {
            advice = List.copyOf(advice);
        }
    }

    /** The judge model that calls use where they name none. */
    public String defaultModel() {
        return judges.defaultJudgeModel();
    }

    /** Whether models other than the embedded judge can be named. */
    public boolean hasEndpoint() {
        return judges.hasEndpoint();
    }

    /** Whether a judge of this name can be asked. */
    public boolean canBeNamed(String model) {
        return hasEndpoint() || model.equals(Judges.LOCAL);
    }

    /** {@code none}, {@code missing}, {@code untried}, {@code reachable}, {@code unreachable} or {@code refusing}. */
    public String health() {
        return health.state().wireName();
    }

    /** What the latest request met and what to change; empty while nothing is wrong. */
    public Optional<String> fault(Language language) {
        return health.outage().map(outage -> outage.said(language));
    }

    /** What the latest try found; empty before the first. */
    public Optional<Tried> latest() {
        return check.latest().map(JudgeReader::tried);
    }

    /** Tries the judge, which takes as long as its endpoint; does nothing while another try is under way. */
    public void tryOut() {
        if (trying.tryAcquire()) {
            try {
                check.run();
            } finally {
                trying.release();
            }
        }
    }

    private static Tried tried(JudgeCheck.Result result) {
        return new Tried(
                result.reachable(),
                result.endpoint(),
                result.model(),
                result.reportedModel(),
                result.embeddingModel(),
                form(result),
                result.temperature(),
                result.embeddings(),
                result.embeddingDimension(),
                result.latencyMs(),
                result.advice());
    }

    private static @Nullable String form(JudgeCheck.Result result) {
        if (result.jsonSchema() == null) {
            return null;
        }
        return result.jsonSchema() ? "json_schema" : Boolean.TRUE.equals(result.jsonObject()) ? "json_object" : "text";
    }
}
