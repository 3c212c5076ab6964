package dev.marksheet.api;

import dev.marksheet.api.wire.NotFoundException;
import dev.marksheet.api.wire.OwnPages;
import dev.marksheet.judge.llm.JudgeCheck;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.Semaphore;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tells whether the configured judge works. */
@RestController
class JudgeController {

    private final JudgeCheck check;
    private final Semaphore trying = new Semaphore(1);

    JudgeController(JudgeCheck check) {
        this.check = check;
    }

    /** What the latest try found. Asks nobody, so that no link or image can spend tokens. */
    @GetMapping("/api/judge/check")
    ResponseEntity<JudgeCheck.Result> latest() {
        JudgeCheck.Result result = check.latest()
                .orElseThrow(() -> new NotFoundException(
                        "The judge has not been tried since the service started. POST /api/judge/check tries it."));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(result);
    }

    /** Sends a tiny task and two words to embed to the endpoint, so each request costs a few tokens. */
    @PostMapping("/api/judge/check")
    ResponseEntity<JudgeCheck.Result> check(HttpServletRequest request) {
        OwnPages.require(request);
        if (!trying.tryAcquire()) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "The judge is being tried by another request.");
        }
        try {
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(check.run());
        } finally {
            trying.release();
        }
    }
}
