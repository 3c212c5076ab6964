package dev.marksheet.api;

import dev.marksheet.api.call.RequestChecks;
import dev.marksheet.api.wire.OwnPages;
import dev.marksheet.job.exam.ExamReader;
import dev.marksheet.job.exam.Examiner;
import dev.marksheet.session.ExamRun;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Has judges sit the exam and tells how they did. */
@RestController
class ExamController {

    private static final String RUNS = "An exam of this judge is running; GET /api/judge/exam shows how far it is.";

    private final RequestChecks checks;
    private final Examiner examiner;
    private final ExamReader reader;

    ExamController(RequestChecks checks, Examiner examiner, ExamReader reader) {
        this.checks = checks;
        this.examiner = examiner;
        this.reader = reader;
    }

    /** @param judgeModel null for the configured judge */
    record Order(@Nullable String judgeModel) {}

    /**
     * What is known of all judges, or of one.
     *
     * @param expected what an exam of the named judge, or else of the configured one, would take
     */
    record Exams(ExamBody.Expected expected, List<ExamBody> exams) {}

    @PostMapping("/api/judge/exam")
    ResponseEntity<ExamBody> begin(@RequestBody(required = false) @Nullable Order order, HttpServletRequest request) {
        OwnPages.require(request);
        String model = checks.examined(order == null ? null : order.judgeModel());
        Examiner.Expected expected = examiner.expected(model);
        ExamRun begun = examiner.begin(model).orElseThrow(() -> new ResponseStatusException(HttpStatus.CONFLICT, RUNS));
        return ResponseEntity.accepted().cacheControl(CacheControl.noStore()).body(ExamBody.begun(begun, expected));
    }

    @GetMapping("/api/judge/exam")
    ResponseEntity<Exams> latest(@RequestParam(name = "judge_model", required = false) @Nullable String named) {
        String model = checks.examined(named);
        List<ExamReader.Examined> found = reader.latest(named == null || named.isBlank() ? null : model);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Exams(
                        ExamBody.Expected.of(examiner.expected(model)),
                        found.stream().map(ExamBody::of).toList()));
    }
}
