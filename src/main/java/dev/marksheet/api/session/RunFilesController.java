package dev.marksheet.api.session;

import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.Runs;
import dev.marksheet.job.record.RunFilesReader;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.report.DownloadName;
import dev.marksheet.report.RunFiles;
import dev.marksheet.report.ScoresFile;
import dev.marksheet.session.SessionReport;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** Hands out the files of a run. */
@RestController
class RunFilesController {

    private static final MediaType MARKDOWN = new MediaType("text", "markdown", StandardCharsets.UTF_8);

    private final SessionQueries sessions;
    private final RunFilesReader reader;

    RunFilesController(SessionQueries sessions, RunFilesReader reader) {
        this.sessions = sessions;
        this.reader = reader;
    }

    @GetMapping("/api/runs/{run_id}/scores.csv")
    void scores(
            @PathVariable("run_id") String id,
            @RequestParam(defaultValue = "false") boolean spreadsheet,
            @RequestParam(defaultValue = "scores") String columns,
            ServletWebRequest web,
            HttpServletResponse response)
            throws IOException {
        if (!columns.equals("scores") && !columns.equals("all")) {
            throw new InvalidRequestException("columns", "must be scores or all");
        }
        SessionReport report = Runs.find(sessions, id);
        response.setHeader("Cache-Control", "no-cache");
        if (web.checkNotModified(tag(report, columns + spreadsheet))) {
            return;
        }
        if (spreadsheet || columns.equals("all")) {
            reader.writeScores(report, spreadsheet, columns.equals("all"), attached(report, response));
            return;
        }
        try (ScoresFile scores = reader.scores(report.run())) {
            scores.transferTo(attached(report, response));
        }
    }

    private static OutputStream attached(SessionReport report, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; " + DownloadName.of(report, "-" + RunFiles.SCORES));
        return response.getOutputStream();
    }

    @GetMapping("/api/runs/{run_id}/summary.md")
    ResponseEntity<String> summary(@PathVariable("run_id") String id) {
        return document(id, RunFiles.SUMMARY, MARKDOWN);
    }

    @GetMapping("/api/runs/{run_id}/optimization_advice.md")
    ResponseEntity<String> advice(@PathVariable("run_id") String id) {
        return document(id, RunFiles.ADVICE, MARKDOWN);
    }

    @GetMapping("/api/runs/{run_id}/metadata.json")
    ResponseEntity<String> metadata(@PathVariable("run_id") String id) {
        return document(id, RunFiles.METADATA, MediaType.APPLICATION_JSON);
    }

    private ResponseEntity<String> document(String id, String name, MediaType type) {
        SessionReport report = Runs.find(sessions, id);
        String text = reader.document(report.run(), name);
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noCache())
                .eTag(weak(DigestUtils.md5DigestAsHex(text.getBytes(StandardCharsets.UTF_8))))
                .header("Content-Disposition", "inline; " + DownloadName.of(report, "-" + name))
                .body(text);
    }

    /** Rows come with a new version of their session. One of the same name in another folder was made at another time. */
    private static String tag(SessionReport report, String form) {
        return weak(report.createdAt().toEpochMilli() + "-" + report.version() + "-" + form);
    }

    /** Weak, since an answer under a strong one would not be compressed. */
    private static String weak(String tag) {
        return "W/\"" + tag + "\"";
    }
}
