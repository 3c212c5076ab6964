package dev.marksheet.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * How to send the first call.
 *
 * @param call what the form proposes
 * @param curl the same call as a command to copy
 */
record FirstCallView(FirstCall call, String curl) {

    static FirstCallView of(HttpServletRequest request) {
        String base = ServletUriComponentsBuilder.fromContextPath(request).toUriString();
        return new FirstCallView(FirstCall.EXAMPLE, """
                curl -s %s/api/score/session_async \\
                  -H 'Content-Type: application/json' -d '{
                  "session_id": "my-first",
                  "question": "When does the library open?",
                  "answer": "It opens at nine.",
                  "contexts": ["The library opens at nine on weekdays."],
                  "ground_truth": "At nine on weekdays."}'""".formatted(base));
    }
}
