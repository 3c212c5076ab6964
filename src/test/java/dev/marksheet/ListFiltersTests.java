package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Lists that show a part, and say so when they don't know how. */
class ListFiltersTests extends RunningService {

    private static final String SESSIONS = "/api/score/sessions";
    private static final String JOBS = "/api/score/session/jobs";

    private static boolean made;

    @BeforeEach
    void make() {
        if (!made) {
            made = true;
            label("filter-one", "first ñame", "a1", "v1");
            label("filter-two", "第二", "a1", "v2");
            label("filter-three", "third", "b2", "v: 2");
            client.put(SESSIONS + "/filter-two", "{\"pinned\": true}");
            for (int item = 1; item <= 3; item++) {
                Map<String, Object> call = call("filter-jobs", "item", "row " + item);
                call.put("metadata", Map.of("half", item < 3 ? "a" : "b", "user", "u" + item));
                call.put("answer", item == 1 ? "The bridge is made of cheese by 12 elephants." : call.get("answer"));
                client.ended(client.submit(call));
            }
        }
    }

    private void label(String session, String name, String sha, String prompt) {
        client.put(
                SESSIONS + "/" + session,
                ServiceClient.write(
                        Map.of("name", name, "labels", Map.of("filter_sha", sha, "filter_prompt", prompt))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    label=filter_sha:a1                              | filter-two filter-one
                    label=filter_sha:a1&label=filter_prompt:v2       | filter-two
                    label=filter_prompt:v%3A%202                     | filter-three
                    label=filter_sha                                 | filter-two filter-three filter-one
                    label=filter_sha:c3                              |
                    label=filter_sha&text=%C3%91AME                  | filter-one
                    label=filter_sha&q=%E7%AC%AC%E4%BA%8C            | filter-two
                    label=filter_sha&pinned=true                     | filter-two
                    label=filter_sha&pinned=false&text=filter-t      | filter-three
                    label=filter_sha&state=idle&since=1h             | filter-two filter-three filter-one
                    label=filter_sha&status=running                  |
                    label=filter_sha&state=held                      |
                    label=filter_sha&state=outage                    |
                    label=filter_sha&until=2020-01-01                |
                    label=filter_sha&since=2020-01-01T00:00:00+02:00 | filter-two filter-three filter-one
                    """)
    void showsTheSessionsThatAreAskedFor(String query, String sessions) {
        List<String> expected = sessions == null ? List.of() : List.of(sessions.split(" "));

        assertThat(names(client.read(SESSIONS + "?" + query).get("sessions"), "session_id"))
                .isEqualTo(expected);
        assertThat(names(client.read("/api/runs?" + query).get("runs"), "session_id"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    item=row%202&session_id=filter-jobs                | row 2
                    metadata=half:a                                    | row 2,row 1
                    metadata=half:a&metadata=user:u1                   | row 1
                    metadata=half:a&run_id=session-filter-jobs         | row 2,row 1
                    metadata=half:c                                    |
                    session_id=filter-jobs&status=completed            | row 3,row 2,row 1
                    session_id=filter-jobs&status=failed               |
                    session_id=filter-jobs&status=queued,running       |
                    session_id=filter-jobs&below=faithfulness:0.5      | row 1
                    session_id=filter-jobs&above=faithfulness:0.5      | row 3,row 2
                    session_id=no-such-session                         |
                    """)
    void showsTheJobsThatAreAskedFor(String query, String items) {
        assertThat(names(client.read(JOBS + "?" + query).get("jobs"), "item"))
                .isEqualTo(items == null ? List.of() : List.of(items.split(",")));
    }

    @Test
    void goesOnWithTheFilterPageByPage() {
        String path = JOBS + "?metadata=half:a&limit=1";

        JsonNode first = client.read(path);
        JsonNode second =
                client.read(path + "&page_token=" + first.get("next_page_token").asString());

        assertThat(names(first.get("jobs"), "item")).containsExactly("row 2");
        assertThat(names(second.get("jobs"), "item")).containsExactly("row 1");
        JsonNode sessions = client.read(SESSIONS + "?label=filter_sha&limit=2");
        assertThat(names(
                        client.read(SESSIONS + "?label=filter_sha&limit=2&page_token="
                                        + sessions.get("next_page_token").asString())
                                .get("sessions"),
                        "session_id"))
                .containsExactly("filter-one");
    }

    private static List<String> names(JsonNode list, String field) {
        List<String> names = new ArrayList<>();
        list.forEach(each -> names.add(each.get(field).asString()));
        return names;
    }
}
