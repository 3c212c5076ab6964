package dev.marksheet.api;

import dev.marksheet.api.dataset.DatasetBody;
import dev.marksheet.api.dataset.DatasetRefusals;
import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.NotFoundException;
import dev.marksheet.dataset.DatasetReader;
import dev.marksheet.gate.live.TooManyWaitsException;
import dev.marksheet.job.DirectScoringFullException;
import dev.marksheet.job.JobQueueFullException;
import dev.marksheet.job.JudgeOutageException;
import dev.marksheet.job.dataset.DatasetInUseException;
import dev.marksheet.job.dataset.DatasetRefusedException;
import dev.marksheet.job.exam.ExamsFullException;
import dev.marksheet.job.record.RunGoneException;
import dev.marksheet.session.OutOfReachException;
import dev.marksheet.session.SessionDeletedException;
import dev.marksheet.session.TooManyOpenCallsException;
import dev.marksheet.watch.TooManySubscribersException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamConstraintsException;

/** Turns what controllers throw into problem documents (RFC 9457) that name the field and the way out. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = ApiExceptionHandler.class)
class ApiExceptionHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);
    private static final Duration STORE_RETRY = Duration.ofSeconds(5);
    private static final Duration VIEWER_RETRY = Duration.ofSeconds(5);
    private static final Duration DELETION_RETRY = Duration.ofSeconds(2);
    private static final Duration OPEN_CALLS_RETRY = Duration.ofSeconds(5);
    private static final Duration EXAM_RETRY = Duration.ofMinutes(1);

    /** As long as the longest pause between two probes of the endpoint. */
    private static final Duration JUDGE_RETRY = Duration.ofSeconds(30);

    /** A full disk is not to be written to for every request that it refuses. */
    private static final long SAY_EVERY = Duration.ofSeconds(30).toNanos();

    private final AtomicLong refusalSaid = new AtomicLong(System.nanoTime() - SAY_EVERY);

    @ExceptionHandler
    ProblemDetail handle(InvalidRequestException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage());
        problem.setProperty("errors", e.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail handle(DatasetRefusedException e) {
        ProblemDetail problem = handle(DatasetRefusals.asInvalid(e));
        problem.setProperty("columns", e.found().columns());
        problem.setProperty("problems", DatasetBody.problems(e.found()));
        problem.setProperty("problem_count", e.found().problemCount());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail handle(DatasetInUseException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail handle(DatasetReader.TooManyRowsException e) {
        return handle(new InvalidRequestException("body", String.valueOf(e.getMessage())));
    }

    @ExceptionHandler
    ProblemDetail handle(NotFoundException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail handle(RunGoneException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail handle(MethodArgumentTypeMismatchException e) {
        return handle(new InvalidRequestException(e.getName(), "has a value of the wrong kind"));
    }

    @ExceptionHandler
    ProblemDetail handle(OutOfReachException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(TooManyOpenCallsException e) {
        return later(HttpStatus.TOO_MANY_REQUESTS, e.getMessage() + "; the call was not accepted", OPEN_CALLS_RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(JobQueueFullException e) {
        return later(HttpStatus.TOO_MANY_REQUESTS, e.getMessage() + "; the call was not accepted", e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(DirectScoringFullException e) {
        return later(
                HttpStatus.TOO_MANY_REQUESTS,
                e.getMessage() + "; this one was not scored. POST /api/score/session_async queues calls.",
                e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(ExamsFullException e) {
        return later(HttpStatus.TOO_MANY_REQUESTS, String.valueOf(e.getMessage()), EXAM_RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(SessionDeletedException e) {
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                e.getMessage() + "; a call that was being sent was not accepted. Send it again in a moment.",
                DELETION_RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(TooManySubscribersException e) {
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "No more streams of events can be opened at the moment; poll the status meanwhile.",
                VIEWER_RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(TooManyWaitsException e) {
        return later(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many wait for a verdict at the moment; ask again, or without wait.",
                VIEWER_RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(JudgeOutageException e) {
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                e.getMessage() + ". The call was not scored; POST it to /api/score/session_async to have it wait.",
                JUDGE_RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(InterruptedException e) {
        return later(HttpStatus.SERVICE_UNAVAILABLE, "The service is stopping; the call was not scored.", STORE_RETRY);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handleStore(DataAccessException e) {
        return storeRefused(e);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handleStore(TransactionException e) {
        return storeRefused(e);
    }

    private ResponseEntity<ProblemDetail> storeRefused(RuntimeException e) {
        long last = refusalSaid.get();
        long now = System.nanoTime();
        if (now - last >= SAY_EVERY && refusalSaid.compareAndSet(last, now)) {
            LOG.error("The database refuses requests: {}", e.getMessage());
        }
        if (e.getClass() == NonTransientDataAccessResourceException.class) {
            // Our own word; what drivers say comes as one of its kinds.
            return later(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()), STORE_RETRY);
        }
        return later(
                HttpStatus.SERVICE_UNAVAILABLE,
                "The database can't be read or written at the moment (is the disk full or read-only?); a call that was"
                        + " being sent was not accepted. Send it again later.",
                STORE_RETRY);
    }

    private static ResponseEntity<ProblemDetail> later(HttpStatus status, String detail, Duration retryAfter) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()))
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }

    @ExceptionHandler
    ProblemDetail handleUnexpected(Exception e) {
        LOG.error("A request failed unexpectedly", e);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here; the log of the service says what.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (e.contains(StreamConstraintsException.class)) {
            return tooLarge(e, headers, request);
        }
        FieldProblem problem = JsonFault.explain(e);
        ProblemDetail body = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                problem.field().isEmpty() ? problem.message() : problem.field() + " " + problem.message());
        if (!problem.field().isEmpty()) {
            body.setProperty("errors", List.of(problem));
        }
        return handleExceptionInternal(e, body, headers, HttpStatus.BAD_REQUEST, request);
    }

    private @Nullable ResponseEntity<Object> tooLarge(Exception e, HttpHeaders headers, WebRequest request) {
        HttpStatus status = HttpStatus.CONTENT_TOO_LARGE;
        String detail = "The body holds more values, a deeper nesting or a longer number or name than any call needs.";
        return handleExceptionInternal(e, ProblemDetail.forStatusAndDetail(status, detail), headers, status, request);
    }
}
