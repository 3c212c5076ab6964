package dev.marksheet.report;

import dev.marksheet.session.SessionReport;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/**
 * The name under which a browser keeps a file of a run. A run's own id is made for folders: of a session in Chinese it
 * shows nothing but a hash, so the name is the session's (RFC 6266, RFC 8187), and the id is left to old browsers.
 */
public final class DownloadName {

    private static final int LONGEST = 100;

    private DownloadName() {}

    /**
     * The parameters {@code filename} and, where the run's id doesn't show the session's, {@code filename*} of a
     * Content-Disposition header.
     *
     * @param ending what follows the run's name, such as {@code -scores.csv}
     */
    public static String of(SessionReport report, String ending) {
        String run = report.run().value();
        String plain = "filename=\"" + run + ending + "\"";
        if (!run.contains("~")) {
            return plain;
        }
        String session = report.session().value();
        int length = session.codePointCount(0, session.length());
        String cut = session.substring(0, session.offsetByCodePoints(0, Math.min(LONGEST, length)));
        String name = cut.replaceAll("[\\p{Cc}\\p{Cf}/\\\\:*?\"<>|]", "-") + ending;
        return plain + "; filename*=UTF-8''" + UriUtils.encode(name, StandardCharsets.UTF_8);
    }
}
