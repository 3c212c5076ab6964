package dev.marksheet.web.runs;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * How to send a call.
 *
 * @param call what the form holds: what was typed, or else an example
 * @param curl the example as a command to copy
 * @param python the example as a program to copy
 * @param judge the model that marks it
 * @param refused why the call in the form was not taken; null when none was sent
 * @param problems what is wrong with a field, by its name
 */
record FirstCallView(
        FirstCall call,
        String curl,
        String python,
        String judge,
        @Nullable String refused,
        Map<String, String> problems) {

    static FirstCallView of(HttpServletRequest request, Language language, String judge) {
        FirstCall example = FirstCall.example(language);
        String url = ServletUriComponentsBuilder.fromContextPath(request).toUriString() + "/api/score/session_async";
        return new FirstCallView(example, curl(url, example), python(url, example), judge, null, Map.of());
    }

    /** The form as it was sent, with what to change. */
    FirstCallView refused(FirstCall sent, String why, Map<String, String> keys, Wording words) {
        Map<String, String> said = new LinkedHashMap<>();
        keys.forEach((field, key) -> said.put(field, words.text(key)));
        return new FirstCallView(sent, curl, python, judge, why, said);
    }

    private static String curl(String url, FirstCall call) {
        return """
                curl -s %s \\
                  -H 'Content-Type: application/json' -d '{
                  "session_id": "%s",
                  "question": "%s",
                  "answer": "%s",
                  "contexts": ["%s"],
                  "ground_truth": "%s"}'""".formatted(
                        url, call.sessionId(), call.question(), call.answer(), call.contexts(), call.groundTruth());
    }

    private static String python(String url, FirstCall call) {
        return """
                import json, urllib.request

                call = {
                    "session_id": "%s",
                    "question": "%s",
                    "answer": "%s",
                    "contexts": ["%s"],
                    "ground_truth": "%s",
                }
                request = urllib.request.Request(
                    "%s",
                    json.dumps(call).encode(),
                    {"Content-Type": "application/json"})
                print(json.load(urllib.request.urlopen(request))["report_url"])""".formatted(
                        call.sessionId(), call.question(), call.answer(), call.contexts(), call.groundTruth(), url);
    }
}
