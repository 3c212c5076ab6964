package dev.marksheet.api;

import dev.marksheet.judge.JudgeCheck;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells whether the configured judge works. */
@RestController
class JudgeController {

    private final JudgeCheck check;

    JudgeController(JudgeCheck check) {
        this.check = check;
    }

    /** Sends a tiny task and two words to embed to the endpoint, so each request costs a few tokens. */
    @GetMapping("/api/judge/check")
    ResponseEntity<JudgeCheck.Result> check() {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(check.run());
    }
}
