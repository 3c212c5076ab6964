package dev.marksheet.web.datasets;

import dev.marksheet.dataset.DatasetField;
import dev.marksheet.dataset.DatasetReader;
import dev.marksheet.dataset.DatasetSource;
import dev.marksheet.job.dataset.DatasetHash;
import dev.marksheet.job.dataset.DatasetRefusedException;
import dev.marksheet.job.dataset.DatasetShelf;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.Words;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** Takes a file from a form, shows what is in it, and stores it once that is wanted. */
@Controller
class DatasetUploadController {

    private static final int ROWS_SHOWN = 5;

    private final DatasetShelf shelf;
    private final DatasetQueries datasets;
    private final Clock clock;

    DatasetUploadController(DatasetShelf shelf, DatasetQueries datasets, Clock clock) {
        this.shelf = shelf;
        this.datasets = datasets;
        this.clock = clock;
    }

    @PostMapping("/datasets")
    ModelAndView upload(
            @RequestParam(defaultValue = "") String name,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request)
            throws IOException, ServletException, InterruptedException {
        requireOwn(request);
        Wording words = Words.in(preferences.language());
        Part file = isOfParts(request) ? request.getPart("file") : null;
        if (file == null || file.getSize() == 0) {
            return refused(words.text("datasets.upload.empty"), name, preferences);
        }
        String named = name.isBlank() ? nameOf(String.valueOf(file.getSubmittedFileName())) : name.strip();
        if (DatasetVersion.faultOfName(named) != null) {
            return refused(words.text("datasets.upload.name.odd"), name, preferences);
        }
        DatasetSource source = file::getInputStream;
        try {
            DatasetVersion draft = shelf.keep(new DatasetShelf.Upload(
                    named, new DatasetReader(source, null), DatasetHash.of(source), file.getSize(), Map.of()));
            return new ModelAndView("redirect:/dataset-drafts/" + draft.id());
        } catch (DatasetReader.TooManyRowsException e) {
            return refused(words.text("datasets.upload.rows", DatasetReader.MOST_ROWS), name, preferences);
        }
    }

    private static boolean isOfParts(HttpServletRequest request) {
        return String.valueOf(request.getContentType()).startsWith("multipart/form-data");
    }

    /** A file's name without folders and ending, and without what a name may not have. */
    private static String nameOf(String file) {
        String last = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return (dot > 0 ? last.substring(0, dot) : last)
                .replaceAll("[@%;\\p{Cntrl}]", "-")
                .strip();
    }

    private ModelAndView refused(String why, String name, Preferences preferences) {
        return DatasetPageController.list(datasets, why, name, HttpStatus.UNPROCESSABLE_CONTENT, preferences, clock);
    }

    private static void requireOwn(HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }

    @GetMapping("/dataset-drafts/{id}")
    ModelAndView draft(
            @PathVariable String id,
            @RequestParam Map<String, String> chosen,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences)
            throws IOException, InterruptedException {
        return page(find(id), named(chosen), null, HttpStatus.OK, preferences);
    }

    @PostMapping("/dataset-drafts/{id}")
    ModelAndView store(
            @PathVariable String id,
            @RequestParam Map<String, String> chosen,
            @RequestParam(defaultValue = "false") boolean partial,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request)
            throws IOException, InterruptedException {
        requireOwn(request);
        DatasetVersion draft = find(id);
        Map<DatasetField, String> named = named(chosen);
        try {
            shelf.put(upload(draft, named), partial);
            shelf.discard(id);
            return new ModelAndView("redirect:" + DatasetPageController.path(draft.name()));
        } catch (DatasetRefusedException e) {
            String why = Words.in(preferences.language()).text("datasets.draft.refused");
            return page(draft, named, why, HttpStatus.UNPROCESSABLE_CONTENT, preferences);
        }
    }

    private DatasetVersion find(String id) {
        return shelf.kept(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private DatasetShelf.Upload upload(DatasetVersion draft, Map<DatasetField, String> named) {
        return new DatasetShelf.Upload(draft.name(), shelf.rowsOf(draft), draft.source(), draft.bytes(), named);
    }

    private static Map<DatasetField, String> named(Map<String, String> chosen) {
        Map<DatasetField, String> named = new EnumMap<>(DatasetField.class);
        chosen.forEach((name, column) -> DatasetField.ofWireName(name).ifPresent(field -> named.put(field, column)));
        // Contexts that stand in several columns can't be chosen as one.
        named.remove(DatasetField.CONTEXTS, DraftView.SEVERAL);
        return named;
    }

    private ModelAndView page(
            DatasetVersion draft,
            Map<DatasetField, String> named,
            @Nullable String refused,
            HttpStatus status,
            Preferences preferences)
            throws IOException, InterruptedException {
        ModelAndView page = new ModelAndView("draft", status);
        List<DatasetVersion.Item> first = datasets.items(draft.id(), 0, ROWS_SHOWN);
        page.addObject("draft", look(draft, named, first, preferences));
        page.addObject("refused", refused);
        return page;
    }

    private DraftView look(
            DatasetVersion draft,
            Map<DatasetField, String> named,
            List<DatasetVersion.Item> first,
            Preferences preferences)
            throws IOException, InterruptedException {
        try {
            DatasetVersion looked = shelf.look(upload(draft, named));
            return DraftView.of(draft.id(), looked, looked.details(), first, preferences.language());
        } catch (DatasetRefusedException e) {
            return DraftView.of(draft.id(), draft, e.found(), first, preferences.language());
        }
    }
}
