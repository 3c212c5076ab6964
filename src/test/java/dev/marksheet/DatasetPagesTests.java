package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Datasets as browsers see them, from a Chinese Excel's file to the report. */
class DatasetPagesTests extends RunningService {

    private static final String OWN = "same-origin";
    private static final byte[] FILE =
            "问题,答案,上下文\n桥何时开通？,1894年。,桥于1894年开通。\n,没有问题,\n".getBytes(Charset.forName("GB18030"));

    @Test
    void showsAFileBeforeItIsStoredAndScoresIt() {
        String draft = location(upload("桥梁.csv", "", FILE, OWN));
        String page = page(draft, "zh");
        assertThat(page).contains("GB18030", "桥何时开通？", "第 <b>3</b> 行".replaceAll("</?b>", ""), "问题为空");
        assertThat(page(draft, "en"))
                .contains("Which column is which field", "the question is empty", "not stored yet");
        assertThat(client.read("/api/datasets").toString()).doesNotContain("桥梁");

        assertThat(post(draft, "", OWN).statusCode()).isEqualTo(422);
        String stored = location(post(draft, "partial=true", OWN));
        assertThat(client.get(draft).statusCode()).isEqualTo(404);
        assertThat(page(stored, "zh")).contains("桥梁-1", "为 1 行打分", "第 1 版");
        assertThat(page("/datasets", "en")).contains("桥梁", "Upload a file");

        location(post(stored + "/score", "session_id=bridge-pages", OWN));
        await().until(() -> page(stored, "en").contains("1 of 1 items"));
        assertThat(page(stored, "en")).contains("href=\"/runs/session-bridge-pages\"");
        assertThat(page("/runs/session-bridge-pages", "zh")).contains("桥何时开通？");
    }

    @Test
    void letsColumnsBeChosen() {
        String draft = location(
                upload("odd.csv", "odd-columns", "text,answer\nWhen?,Then.\n".getBytes(StandardCharsets.UTF_8), OWN));
        assertThat(page(draft, "en")).doesNotContain(">Store<");
        assertThat(page(draft + "?question=text", "en")).contains(">Store<", "When?");
        assertThat(location(post(draft, "question=text&answer=answer", OWN))).isEqualTo("/datasets/odd-columns");
    }

    private String page(String path, String language) {
        return client.get(path, "Accept", "text/html", "Accept-Language", language)
                .body()
                .replaceAll("</?(b|strong)>", "");
    }

    private HttpResponse<String> post(String path, String form, String site) {
        return client.send(
                "POST",
                path,
                "application/x-www-form-urlencoded",
                form.getBytes(StandardCharsets.UTF_8),
                "Sec-Fetch-Site",
                site,
                "Accept",
                "text/html");
    }

    private HttpResponse<String> upload(String file, String name, byte[] content, String site) {
        String head = "--b\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n" + name
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file
                + "\"\r\nContent-Type: text/csv\r\n\r\n";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8));
        return client.send(
                "POST",
                "/datasets",
                "multipart/form-data; boundary=b",
                body.toByteArray(),
                "Sec-Fetch-Site",
                site,
                "Accept",
                "text/html");
    }

    private static String location(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        return URI.create(response.headers().firstValue("Location").orElseThrow())
                .getRawPath();
    }
}
