package dev.marksheet.server;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Refuses requests before anything has looked at their bodies. Safe for use by many threads at once. */
@Component
public final class Refusals {

    private final Intake intake;

    Refusals(Intake intake) {
        this.intake = intake;
    }

    /**
     * Refuses with a problem document, in a way that a client can read which is still sending its body. Headers that the
     * response has stay.
     */
    public void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status, String detail)
            throws IOException {
        if (Intake.hasBody(request)) {
            intake.refuse(request, response, status, detail);
        } else {
            Problems.send(response, status, detail, Map.of());
        }
    }
}
