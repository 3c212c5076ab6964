package dev.marksheet.api;

import dev.marksheet.session.DatasetVersion;
import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** The paths of things. */
final class Links {

    private Links() {}

    static String job(JobId id) {
        return "/api/score/session/jobs/" + id.value();
    }

    static String session(SessionId id) {
        String encoded = UriUtils.encode(id.value(), StandardCharsets.UTF_8);
        // Dots alone would be taken for "this folder" or "the folder above".
        return "/api/score/sessions/" + (encoded.matches("\\.+") ? encoded.replace(".", "%2E") : encoded);
    }

    static String dataset(DatasetVersion version) {
        return "/api/datasets/" + UriUtils.encode(version.name(), StandardCharsets.UTF_8) + "/versions/"
                + version.number();
    }

    static String report(RunId run) {
        return "/runs/" + run.value();
    }
}
