package dev.marksheet.api.dataset;

import dev.marksheet.api.wire.FieldProblem;
import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.api.wire.Links;
import dev.marksheet.api.wire.NotFoundException;
import dev.marksheet.api.wire.PageTokens;
import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetFormat;
import dev.marksheet.dataset.DatasetReader;
import dev.marksheet.dataset.SpooledFile;
import dev.marksheet.job.dataset.DatasetHash;
import dev.marksheet.job.dataset.DatasetShelf;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.dataset.DatasetVersion;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes files of questions and answers in as versions of datasets, and hands them out. */
@RestController
class DatasetController {

    private final DatasetShelf shelf;
    private final DatasetQueries queries;
    private final DatasetFiles files;

    DatasetController(DatasetShelf shelf, DatasetQueries queries, DatasetFiles files) {
        this.shelf = shelf;
        this.queries = queries;
        this.files = files;
    }

    @PutMapping("/api/datasets/{name}")
    ResponseEntity<DatasetBody> put(
            @PathVariable String name,
            @RequestParam Map<String, String> parameters,
            @RequestParam(name = "dry_run", defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "true") boolean partial,
            @RequestAttribute(name = SpooledFile.ATTRIBUTE, required = false) @Nullable SpooledFile file)
            throws IOException, InterruptedException {
        requireName(name);
        if (file == null || file.size() == 0) {
            throw new InvalidRequestException("body", "is empty; send the file: CSV, JSONL or a JSON array");
        }
        DatasetShelf.Upload upload = upload(name, file, parameters);
        if (dryRun) {
            return ResponseEntity.ok(DatasetBody.of(shelf.look(upload)));
        }
        DatasetShelf.Outcome outcome = shelf.put(upload, partial);
        DatasetBody body = DatasetBody.of(outcome.version());
        return outcome.stored()
                ? ResponseEntity.created(URI.create(Links.dataset(outcome.version())))
                        .body(body)
                : ResponseEntity.ok(body);
    }

    private static DatasetShelf.Upload upload(String name, SpooledFile file, Map<String, String> parameters)
            throws IOException {
        List<FieldProblem> problems = new ArrayList<>();
        Map<DatasetField, String> named = new EnumMap<>(DatasetField.class);
        DatasetFormat format = null;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String value = parameter.getValue();
            switch (parameter.getKey()) {
                case "dry_run", "partial" -> {}
                case "format" -> format = DatasetFormat.ofWireName(value).orElse(null);
                default ->
                    DatasetField.ofWireName(parameter.getKey())
                            .ifPresentOrElse(
                                    field -> named.put(field, value.strip()),
                                    () -> problems.add(DatasetBody.unknown(parameter.getKey())));
            }
            if (parameter.getKey().equals("format") && format == null) {
                problems.add(new FieldProblem("format", "must be csv, jsonl or json"));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return new DatasetShelf.Upload(name, new DatasetReader(file, format), DatasetHash.of(file), file.size(), named);
    }

    private static void requireName(String name) {
        String fault = DatasetVersion.faultOfName(name);
        if (fault != null) {
            throw new InvalidRequestException("name", fault);
        }
    }

    @GetMapping("/api/datasets")
    Map<String, Object> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        int size = PageTokens.limit(limit);
        List<DatasetVersion> found = queries.latest(PageTokens.text(pageToken, ""), size);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("datasets", found.stream().map(DatasetBody.Brief::of).toList());
        page.put(
                "next_page_token",
                found.size() < size ? null : PageTokens.of(found.get(size - 1).name()));
        return page;
    }

    @GetMapping("/api/datasets/{name}")
    Map<String, Object> one(@PathVariable String name) {
        List<DatasetVersion> versions = queries.versions(name);
        if (versions.isEmpty()) {
            throw unknown(name);
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("version", versions.get(0).number());
        body.put("versions", versions.stream().map(DatasetBody::of).toList());
        return body;
    }

    @GetMapping("/api/datasets/{name}/versions/{version}")
    void rows(
            @PathVariable String name,
            @PathVariable int version,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(defaultValue = "false") boolean spreadsheet,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        DatasetVersion found = queries.version(name, version).orElseThrow(() -> unknown(name + "@" + version));
        String accept = String.valueOf(request.getHeader("Accept"));
        String form = !format.isEmpty() ? format : accept.contains("text/csv") ? "csv" : "jsonl";
        if (!form.equals("csv") && !form.equals("jsonl")) {
            throw new InvalidRequestException("format", "must be csv or jsonl");
        }
        files.send(found, form.equals("csv"), spreadsheet, response);
    }

    @DeleteMapping("/api/datasets/{name}")
    ResponseEntity<Void> delete(@PathVariable String name) {
        if (!shelf.delete(name)) {
            throw unknown(name);
        }
        return ResponseEntity.noContent().build();
    }

    static NotFoundException unknown(String reference) {
        return new NotFoundException("There is no dataset " + reference + ". GET /api/datasets lists all datasets.");
    }
}
