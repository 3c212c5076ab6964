package dev.marksheet.web.docs;

import static dev.marksheet.web.PageSlice.chinese;
import static dev.marksheet.web.PageSlice.visit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.openapi.OpenApiDocument;
import dev.marksheet.web.Page;
import dev.marksheet.web.PageSlice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocsPageTests {

    private static final OpenApiDocument DOCUMENT = new OpenApiDocument();

    private final PageSlice slice = PageSlice.of(new DocsController(DOCUMENT));

    @Test
    void showsEveryEndpointOfTheDocumentOnce() {
        List<String> described = new ArrayList<>();
        OpenApiDocument.child(DOCUMENT.root(), "paths")
                .forEach((path, item) -> OpenApiDocument.operations(OpenApiDocument.map(item))
                        .forEach((method, operation) -> described.add(String.valueOf(operation.get("operationId")))));

        Page page = slice.get("/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.all("<details class=\"card\" id=\"([^\"]+)\"")).containsExactlyInAnyOrderElementsOf(described);
        assertThat(page.all(" id=\"([^\"]+)\"")).doesNotHaveDuplicates();
    }

    @Test
    void showsEveryShapeAndLeadsNowhereElse() {
        Page page = slice.get("/docs");

        List<String> places = page.all(" id=\"([^\"]+)\"");
        List<String> shapes =
                OpenApiDocument.child(OpenApiDocument.child(DOCUMENT.root(), "components"), "schemas").keySet().stream()
                        .map(name -> "shape-" + name)
                        .toList();
        assertThat(places).containsAll(shapes);
        assertThat(page.all("href=\"#([^\"]+)\""))
                .contains("shapes", "shape-Problem")
                .isSubsetOf(places);
        assertThat(page.body()).doesNotContain("http://www.w3.org/1999", "style=");
    }

    @Test
    void showsCommandsThatCallTheServiceAsItIsReached() {
        Page page = slice.get("/docs");
        assertThat(page.body())
                .contains("<code>B=http://localhost</code>")
                .contains("curl -s &quot;$B/api/metrics&quot;")
                .contains("curl -s &quot;$B/api/score/session_async&quot; -H &#39;Content-Type: application/json&#39;")
                .contains("curl -s -X DELETE &quot;$B/api/score/session/jobs/");

        Page behindAProxy = slice.send(visit("/marks/docs").contextPath("/marks"));
        assertThat(behindAProxy.body())
                .contains("<code>B=http://localhost/marks</code>", "href=\"/marks/openapi.json\"");
    }

    @Test
    void saysWhatMayComeBack() {
        String check = slice.get("/docs").body();
        check = check.substring(check.indexOf("id=\"checkJudge\""));
        check = check.substring(0, check.indexOf("</details>"));

        assertThat(check)
                .contains(">POST<", ">/api/judge/check<", ">200<", ">409<", "href=\"#shape-JudgeCheck\"")
                .doesNotContain(">404<");
    }

    @Test
    void speaksChineseAroundTheReference() {
        Page page = slice.send(chinese("/docs"));

        assertThat(page.body())
                .contains("lang=\"zh-CN\"", "数据结构", "lang=\"en\"")
                .doesNotContain(">Shapes<");
        assertThat(slice.get("/docs").body()).contains(">Shapes<");
    }
}
