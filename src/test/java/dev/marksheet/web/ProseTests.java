package dev.marksheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTests {

    @Test
    void rendersTablesAndRanksHeadingsBelowThoseOfThePage() {
        assertThat(Prose.html("# Title\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"))
                .contains("<h3>Title</h3>", "<table>", "<td>1</td>");
    }

    @Test
    void showsRawHtmlAsText() {
        String html = Prose.html("<script>alert(1)</script>\n\nHello <img src=x onerror=alert(1)> there");

        assertThat(html).doesNotContain("<script", "<img").contains("&lt;script&gt;", "&lt;img");
    }

    @Test
    void leavesLinksOnlyToWhereTheyMayLead() {
        String html = Prose.html("[a](javascript:alert(1)) [b](data:text/html,x) [c](https://example.org/)");

        assertThat(html).doesNotContain("javascript:", "data:").contains("href=\"https://example.org/\"");
    }

    @Test
    void namesPicturesButLoadsNone() {
        assertThat(Prose.html("![a tracker](https://example.org/x.png)"))
                .doesNotContain("<img", "x.png")
                .contains("a tracker");
    }
}
