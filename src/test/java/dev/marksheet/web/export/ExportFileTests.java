package dev.marksheet.web.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExportFileTests {

    private final ExportFile file = new ExportFile();

    @Test
    void saysWhenSomethingWasAndNotHowLongAgo() {
        String kept = file.of("""
                <p>last call ended <time data-ago datetime="2026-11-28T05:36:20Z" title="2026-11-28T05:36:20Z">40m \
                ago</time>, <time data-ago datetime="2026-01-02T03:04:05Z">2 天前</time></p>""");

        assertThat(kept)
                .contains(
                        "<time datetime=\"2026-11-28T05:36:20Z\" title=\"2026-11-28T05:36:20Z\">2026-11-28 05:36"
                                + " UTC</time>",
                        "<time datetime=\"2026-01-02T03:04:05Z\">2026-01-02 03:04 UTC</time>")
                .doesNotContain("ago</time>", "天前");
    }

    @Test
    void leadsToTheCallsThatItHoldsAndNowhereElse() {
        String kept = file.of("""
                <a href="/runs/session-s/calls/0123456789ab">#1</a> <a href="/runs/session-s/calls/ba9876543210">#2</a>
                <a href="/">Runs</a> <a href="#calls">Calls</a>
                <section class="detail" id="detail-0123456789ab"><h3 id="answer">It</h3></section><!--detail-->""");

        assertThat(kept)
                .contains("<a href=\"#detail-0123456789ab\">#1</a>", "<a>#2</a>", "<a>Runs</a>", "<a href=\"#calls\">")
                .contains("<h3 id=\"0123456789ab-answer\">It</h3>");
    }
}
