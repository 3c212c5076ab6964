package dev.marksheet;

import static dev.marksheet.ServiceClient.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReportFilesTests extends RunningService {

    private static final List<String> FIXED_COLUMNS = List.of(
            "sample_id",
            "question",
            "answer",
            "contexts",
            "ground_truth",
            "error",
            "judge_model",
            "embedding_model",
            "run_id",
            "job_id");

    private static final List<String> DELICATE = List.of(
            "she said \"no\", twice",
            "carriage\rreturn",
            "two\r\nlines",
            "line\nfeed",
            "back\\slash\\",
            "\\\"",
            "007",
            "NA",
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\ttab",
            "\rCR first",
            " spaces ",
            "\uFEFFmark",
            "中文，引号“”",
            "👩‍💻",
            "\"",
            ",",
            "\u2028");

    @Test
    void keepsTextsByteForByteInTheCsv() throws IOException {
        for (String text : DELICATE) {
            client.ended(client.submit(delicate("bytes", text)));
        }

        byte[] csv = client.download("/api/runs/session-bytes/scores.csv").body();

        List<CSVRecord> rows = rows(new String(csv, StandardCharsets.UTF_8));
        assertThat(rows).hasSameSizeAs(DELICATE);
        for (int i = 0; i < DELICATE.size(); i++) {
            String text = DELICATE.get(i);
            assertThat(rows.get(i).get("sample_id")).isEqualTo("session-score-" + (i + 1));
            assertThat(rows.get(i).get("question")).isEqualTo("Q" + text);
            assertThat(rows.get(i).get("answer")).isEqualTo(text);
            assertThat(rows.get(i).get("contexts")).isEqualTo(text + " |||| " + text);
            assertThat(rows.get(i).get("ground_truth")).isEqualTo(text);
        }
        assertThat(Files.readAllBytes(folderOf("session-bytes").resolve("scores.csv")))
                .isEqualTo(csv);
    }

    private static Map<String, Object> delicate(String session, String text) {
        Map<String, Object> call = call(session, "question", "Q" + text);
        call.put("answer", text);
        call.put("contexts", List.of(text, text));
        call.put("ground_truth", text);
        return call;
    }

    @Test
    void startsTheCsvWithTheFixedColumnsAndEndsItWithTheMetrics() throws IOException {
        JsonNode job = client.ended(client.submit(call("columns")));

        String csv = csv("columns");

        assertThat(csv.lines().findFirst()).contains(String.join(",", FIXED_COLUMNS) + ",faithfulness,context_recall");
        CSVRecord row = rows(csv).get(0);
        assertThat(row.get("job_id")).isEqualTo(job.get("job_id").asString());
        assertThat(row.get("run_id")).isEqualTo("session-columns");
        assertThat(row.get("judge_model")).isEqualTo("local");
        assertThat(row.get("error")).isEmpty();
        assertThat(Double.parseDouble(row.get("faithfulness")))
                .isEqualTo(job.get("scores").get("faithfulness").asDouble());
    }

    @Test
    void addsAColumnForANewMetricAndLeavesEarlierRowsEmptyThere() throws IOException {
        client.ended(client.submit(call("grows", "metrics", List.of("faithfulness"))));
        client.ended(client.submit(call("grows", "metrics", List.of("exact_match", "faithfulness"))));
        client.ended(client.submit(call("grows", "metrics", List.of("faithfulness"))));

        List<CSVRecord> rows = rows(csv("grows"));

        assertThat(rows.get(0).getParser().getHeaderNames())
                .endsWith("job_id", "faithfulness", "exact_match")
                .hasSize(FIXED_COLUMNS.size() + 2);
        assertThat(rows)
                .extracting(row -> row.get("sample_id"))
                .containsExactly("session-score-1", "session-score-2", "session-score-3");
        assertThat(rows).extracting(row -> row.get("exact_match").isEmpty()).containsExactly(true, false, true);
        assertThat(rows).extracting(row -> row.get("faithfulness")).doesNotContain("");
    }

    @Test
    void defusesCellsForSpreadsheets() throws IOException {
        for (String text : List.of("=1+1", "+1", "-1", "@x", "\ttab", "\nline", "＝1+1", "＋1", "－1", "＠x", "plain")) {
            client.ended(client.submit(call("sheet", "answer", text)));
        }

        HttpResponse<byte[]> response = client.download("/api/runs/session-sheet/scores.csv?spreadsheet=true");

        assertThat(response.body()).startsWith(0xEF, 0xBB, 0xBF);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        String text = new String(response.body(), 3, response.body().length - 3, StandardCharsets.UTF_8);
        assertThat(rows(text))
                .extracting(row -> row.get("answer"))
                .containsExactly(
                        "'=1+1", "'+1", "'-1", "'@x", "'\ttab", "'\nline", "'＝1+1", "'＋1", "'－1", "'＠x", "plain");
        assertThat(csv("sheet")).contains("=1+1").doesNotContain("'=1+1");
    }

    @Test
    void describesTheRunInItsMetadata() {
        client.ended(client.submit(call("meta", "metrics", List.of("faithfulness"))));

        JsonNode metadata = client.read("/api/runs/session-meta/metadata.json");

        assertThat(metadata.get("run_id").asString()).isEqualTo("session-meta");
        assertThat(metadata.get("session_id").asString()).isEqualTo("meta");
        assertThat(metadata.get("created_at").asString()).endsWith("Z");
        assertThat(metadata.get("judge_models")).isEqualTo(json("[\"local\"]"));
        assertThat(metadata.get("metrics")).isEqualTo(json("[\"faithfulness\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary.md", "optimization_advice.md"})
    void handsOutTheMarkdownFilesAsTheyStandInTheFolder(String name) throws IOException {
        client.ended(client.submit(call("markdown")));

        HttpResponse<String> response = client.get("/api/runs/session-markdown/" + name);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/markdown"));
        assertThat(response.body())
                .isNotBlank()
                .isEqualTo(Files.readString(folderOf("session-markdown").resolve(name)));
    }

    @Test
    void scoresAtOnceWithoutStoringAnything() {
        JsonNode before = client.read("/api/score/session/jobs?limit=1");
        Map<String, Object> call = new LinkedHashMap<>(call("not-stored"));

        HttpResponse<String> response = client.post("/api/score", call);

        JsonNode body = json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(body.propertyNames())
                .contains(
                        "scores",
                        "results",
                        "skipped_metrics",
                        "weighted_score",
                        "latency_ms",
                        "judge_model",
                        "embedding_model");
        assertThat(body.get("scores").get("faithfulness").isNumber()).isTrue();
        assertThat(body.get("weighted_score").isNull()).isTrue();
        assertThat(client.get("/api/score/sessions/not-stored").statusCode()).isEqualTo(404);
        assertThat(client.read("/api/score/session/jobs?limit=1")).isEqualTo(before);
    }

    private String csv(String session) {
        return client.get("/api/runs/session-" + session + "/scores.csv").body();
    }

    private static List<CSVRecord> rows(String csv) throws IOException {
        try (CSVParser parser = CSVParser.parse(
                csv,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }
}
