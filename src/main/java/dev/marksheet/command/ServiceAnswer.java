package dev.marksheet.command;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service answers.
 *
 * @param server its address
 * @param type the media type; empty where there is none
 */
record ServiceAnswer(String server, int status, String type, String body) {

    static final int OK = 200;
    static final int CREATED = 201;
    static final int UNAUTHORIZED = 401;
    static final int FAILS = 422;
    static final int IS_UNDECIDED = 424;

    /** Whether it says why it does not do what was asked. */
    boolean isProblem() {
        return type.contains("problem+json");
    }

    /** Whether the same may well be answered a little later. */
    boolean isForLater() {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }

    RefusedException refusal(Call call) {
        if (!isProblem()) {
            return call.refusal("server.answer", server, status);
        }
        List<String> lines = new ArrayList<>();
        try {
            JsonNode problem = JsonMapper.shared().readTree(body);
            problem.path("errors")
                    .forEach(error ->
                            lines.add(GateOptions.option(error.path("field").asString("")) + " "
                                    + error.path("message").asString("")));
            if (lines.isEmpty()) {
                lines.add(problem.path("detail").asString(""));
            }
        } catch (JacksonException e) {
            return call.refusal("server.answer", server, status);
        }
        if (status == UNAUTHORIZED) {
            lines.add(call.text("server.key"));
        }
        return new RefusedException(lines);
    }
}
