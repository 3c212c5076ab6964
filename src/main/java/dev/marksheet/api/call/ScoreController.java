package dev.marksheet.api.call;

import dev.marksheet.access.Caller;
import dev.marksheet.api.wire.Links;
import dev.marksheet.api.wire.ListParameters;
import dev.marksheet.api.wire.NotFoundException;
import dev.marksheet.api.wire.PageTokens;
import dev.marksheet.api.wire.ResultBody;
import dev.marksheet.api.wire.UsageBody;
import dev.marksheet.job.DirectScoring;
import dev.marksheet.job.KeyReusedException;
import dev.marksheet.job.SessionScoreJobManager;
import dev.marksheet.job.Submissions;
import dev.marksheet.query.JobFilter;
import dev.marksheet.query.JobList;
import dev.marksheet.query.JobQueries;
import dev.marksheet.session.CallKey;
import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.JobStatus;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.evidence.Injection;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes calls and shows jobs. */
@RestController
class ScoreController {

    private final RequestChecks checks;
    private final SessionScoreJobManager manager;
    private final IdempotencyKeys keys;
    private final CallForms forms;
    private final Submissions submissions;
    private final DirectScoring direct;
    private final JobQueries reader;
    private final JobList list;
    private final HeldCalls held;

    ScoreController(
            RequestChecks checks,
            SessionScoreJobManager manager,
            IdempotencyKeys keys,
            CallForms forms,
            Submissions submissions,
            DirectScoring direct,
            JobQueries reader,
            JobList list,
            HeldCalls held) {
        this.checks = checks;
        this.manager = manager;
        this.keys = keys;
        this.forms = forms;
        this.submissions = submissions;
        this.direct = direct;
        this.reader = reader;
        this.list = list;
        this.held = held;
    }

    record Accepted(
            String jobId,
            String sessionId,
            String runId,
            String status,
            Instant createdAt,
            String jobUrl,
            String sessionUrl,
            String reportUrl,
            List<String> warnings) {}

    record ScoredNow(
            Map<String, @Nullable Double> scores,
            Map<String, ResultBody> results,
            List<String> skippedMetrics,
            @Nullable Double weightedScore,
            long latencyMs,
            String judgeModel,
            String embeddingModel,
            String language,
            Map<String, UsageBody> usage,
            UsageBody totalUsage,
            @Nullable String judgeFingerprint,
            List<Injection> injections,
            List<String> warnings) {}

    @PostMapping("/api/score/session_async")
    ResponseEntity<Accepted> submit(
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String header,
            @RequestBody ScoreBody body) {
        ScoreRequest request = checks.forSession(body);
        CallKey key = keys.of(header, body);
        if (key == null) {
            return accepted(manager.submit(request), false, body);
        }
        try {
            Submissions.Submission submission = submissions.submit(request, key);
            return accepted(submission.job(), submission.replayed(), body);
        } catch (KeyReusedException e) {
            throw IdempotencyKeys.reused(header, e);
        }
    }

    @PostMapping(
            path = "/api/score/session_async",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    ResponseEntity<Accepted> submitForm(
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String header,
            HttpServletRequest form) {
        return submit(header, forms.read(form));
    }

    /** A call that is sent again gets the answer of the first time. */
    private static ResponseEntity<Accepted> accepted(ScoreJob job, boolean replayed, ScoreBody body) {
        String jobUrl = Links.job(job.id());
        Accepted accepted = new Accepted(
                job.id().value(),
                job.session().value(),
                job.run().value(),
                JobStatus.QUEUED.wireName(),
                job.createdAt(),
                jobUrl,
                Links.session(job.session()),
                Links.report(job.run()),
                FieldWarnings.of(body.unknown()));
        ResponseEntity.BodyBuilder answer = ResponseEntity.accepted().location(URI.create(jobUrl));
        return (replayed ? answer.header(IdempotencyKeys.REPLAYED, "true") : answer).body(accepted);
    }

    @PostMapping("/api/score")
    ScoredNow score(@RequestBody ScoreBody body) throws InterruptedException {
        ScoreRequest request = checks.withoutSession(body);
        CallResult result = direct.score(request);
        JudgeFingerprint fingerprint = result.fingerprint();
        return new ScoredNow(
                JobBody.values(request.metrics(), result.scores()),
                ResultBody.of(result.scores()),
                result.skipped(),
                null,
                result.latencyMs(),
                request.judgeModel(),
                request.embeddingModel(),
                request.language().wireName(),
                UsageBody.of(result.usage()),
                UsageBody.ofCall(result.usage().values(), result.latencyMs()),
                fingerprint == null ? null : fingerprint.hash(),
                result.injections(),
                FieldWarnings.of(body.unknown()));
    }

    @PostMapping(
            path = "/api/score",
            consumes = {MediaType.APPLICATION_FORM_URLENCODED_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    ScoredNow scoreForm(HttpServletRequest form) throws InterruptedException {
        return score(forms.read(form));
    }

    @GetMapping("/api/score/session/jobs/{job_id}")
    JobWithAttempts job(@PathVariable("job_id") String id) {
        ScoreJob job = find(reader, id);
        return JobWithAttempts.of(held.body(job), reader.attempts(job.id()));
    }

    /** @throws NotFoundException if there is no such job */
    static ScoreJob find(JobQueries reader, String id) {
        try {
            return reader.findWithEvidence(new JobId(id)).orElseThrow(() -> unknown(id));
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
    }

    static NotFoundException unknown(String id) {
        return new NotFoundException("There is no job " + id + ". GET /api/score/session/jobs lists all jobs.");
    }

    @GetMapping("/api/score/session/jobs")
    Map<String, Object> jobs(@RequestParam MultiValueMap<String, String> sent, HttpServletRequest request) {
        ListParameters parameters = new ListParameters(sent, JobListFilter.PARAMETERS);
        int size = parameters.limit();
        String pageToken = parameters.one("page_token");
        JobFilter filter =
                JobListFilter.of(parameters).within(Caller.of(request).sessionPrefix());
        parameters.end();
        List<ScoreJob> jobs = list.newestFirst(filter, PageTokens.number(pageToken, Long.MAX_VALUE), size);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("jobs", held.bodies(jobs));
        page.put(
                "next_page_token",
                jobs.size() < size ? null : PageTokens.of(jobs.get(size - 1).sequence()));
        return page;
    }
}
