package dev.marksheet.web.export;

import dev.marksheet.session.text.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What makes a rendered report a file that stands alone: our styles and scripts and Chart.js inside it, a policy that runs
 * only these, known by their hashes, and no link to a service that need not be there. Immutable.
 */
final class ExportFile {

    private static final String WEBJARS = "classpath*:/META-INF/resources/webjars/";
    private static final Pattern IMPORT = Pattern.compile("(?m)^@import [^;]+;");
    private static final Pattern SERVED =
            Pattern.compile(" (?:hx-[a-z-]+|data-live|data-pace|data-search|action)=\"[^\"]*\"");
    private static final Pattern CALLS = Pattern.compile("data-calls=\"[^\"]*\"");
    private static final Pattern CALL =
            Pattern.compile(" href=\"(?:/[^\"/]+)*/runs/[^\"/]+/calls/([0-9a-f]{12})[^\"]*\"");
    private static final Pattern LINK = Pattern.compile(" href=\"/[^\"]*\"");
    private static final Pattern AGO = Pattern.compile(
            "<time data-ago( datetime=\"(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d)[^\"]*\"[^>]*)>[^<]*</time>");
    private static final Pattern DETAIL =
            Pattern.compile("(?s)<section class=\"detail\" id=\"detail-([0-9a-f]{12})\">(.*?)</section><!--detail-->");
    private static final Pattern NAME = Pattern.compile("( id=\"| href=\"#| aria-labelledby=\")");

    private final String style;
    private final String chart;
    private final String script;

    ExportFile() {
        String own = IMPORT.matcher(text(new ClassPathResource("static/css/marksheet.css")))
                .replaceAll("");
        style = "@layer pico {" + text(webjar("picocss__pico/*/css/pico.min.css")) + "}\n" + own;
        chart = text(webjar("chart.js/*/dist/chart.umd.min.js"));
        script = "document.documentElement.classList.add('scripts');\n"
                + text(new ClassPathResource("static/js/charts.js"))
                + text(new ClassPathResource("static/js/light.js"));
    }

    private static Resource webjar(String path) {
        try {
            return new PathMatchingResourcePatternResolver().getResources(WEBJARS + path)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param page the rendered page; its words are escaped, so a straight quotation mark belongs to the template */
    String of(String page) {
        Set<String> details =
                DETAIL.matcher(page).results().map(d -> d.group(1)).collect(Collectors.toSet());
        String inside = SERVED.matcher(page).replaceAll("");
        inside = DETAIL.matcher(inside).replaceAll(ExportFile::detail);
        inside = CALLS.matcher(inside).replaceAll("data-calls=\"#detail-\"");
        inside = CALL.matcher(inside)
                .replaceAll(call -> details.contains(call.group(1)) ? " href=\"#detail-" + call.group(1) + "\"" : "");
        inside = LINK.matcher(inside).replaceAll("");
        // A file is read when it is read: how long ago something was is true for a minute alone.
        inside = AGO.matcher(inside).replaceAll("<time$1>$2 $3 UTC</time>");
        return inside.replace(
                        "<!--policy-->", "<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy() + "\">")
                .replace("<!--style-->", "<style>" + style + "</style>")
                .replace(
                        "<!--scripts-->",
                        "<script>" + chart + "</script><script type=\"module\">" + script + "</script>");
    }

    /** Every call has places of the same names: in one page they take the call's name before their own. */
    private static String detail(MatchResult detail) {
        String job = detail.group(1);
        String named = NAME.matcher(detail.group(2)).replaceAll("$1" + job + "-");
        return Matcher.quoteReplacement("<section class=\"detail\" id=\"detail-" + job + "\">" + named + "</section>");
    }

    private String policy() {
        return "default-src 'none'; img-src data:; style-src '" + hash(style) + "'; script-src '" + hash(chart) + "' '"
                + hash(script) + "'; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        return "sha256-" + Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}
