package dev.marksheet.api.wire;

import dev.marksheet.session.JobId;
import dev.marksheet.session.RunId;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.dataset.DatasetVersion;
import java.nio.charset.StandardCharsets;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriUtils;

/** The paths of things, as the client of the request at hand reaches them: below a proxy's prefix, too. */
public final class Links {

    private Links() {}

    /** Where the service stands for this client; empty at the root, and outside of a request. */
    private static String here() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? request.getRequest().getContextPath()
                : "";
    }

    public static String job(JobId id) {
        return here() + "/api/score/session/jobs/" + id.value();
    }

    public static String session(SessionId id) {
        String encoded = UriUtils.encode(id.value(), StandardCharsets.UTF_8);
        // Dots alone would be taken for "this folder" or "the folder above".
        return here() + "/api/score/sessions/" + (encoded.matches("\\.+") ? encoded.replace(".", "%2E") : encoded);
    }

    public static String dataset(DatasetVersion version) {
        return here() + "/api/datasets/" + UriUtils.encode(version.name(), StandardCharsets.UTF_8) + "/versions/"
                + version.number();
    }

    public static String key(String id) {
        return here() + "/api/keys/" + id;
    }

    public static String report(RunId run) {
        return here() + "/runs/" + run.value();
    }
}
