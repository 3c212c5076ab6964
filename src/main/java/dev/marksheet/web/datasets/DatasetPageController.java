package dev.marksheet.web.datasets;

import dev.marksheet.job.DefaultRequests;
import dev.marksheet.job.dataset.DatasetFeeder;
import dev.marksheet.job.dataset.OtherFeedException;
import dev.marksheet.query.DatasetQueries;
import dev.marksheet.session.RescoreOrder;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.dataset.DatasetVersion;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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
import org.springframework.web.util.UriUtils;

/** The list of datasets and the page of one, with its button; while rows are scored the browser asks for it again. */
@Controller
class DatasetPageController {

    private static final int MOST_LISTED = 200;
    private static final String AGAIN_SECONDS = "3";

    private final DatasetQueries datasets;
    private final DatasetFeeder feeder;
    private final DefaultRequests requests;
    private final Clock clock;

    DatasetPageController(DatasetQueries datasets, DatasetFeeder feeder, DefaultRequests requests, Clock clock) {
        this.datasets = datasets;
        this.feeder = feeder;
        this.requests = requests;
        this.clock = clock;
    }

    @GetMapping("/datasets")
    ModelAndView list(@RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences) {
        return list(datasets, null, "", HttpStatus.OK, preferences, clock);
    }

    static ModelAndView list(
            DatasetQueries datasets,
            @Nullable String refused,
            String name,
            HttpStatus status,
            Preferences preferences,
            Clock clock) {
        ModelAndView page = new ModelAndView("datasets", status);
        page.addObject(
                "datasets",
                datasets.latest("", MOST_LISTED).stream()
                        .map(version -> DatasetView.of(version, preferences.language(), clock.instant()))
                        .toList());
        page.addObject("refused", refused);
        page.addObject("name", name);
        return page;
    }

    @GetMapping("/datasets/{name}")
    ModelAndView one(
            @PathVariable String name,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletResponse response) {
        return one(name, "", null, HttpStatus.OK, preferences, response);
    }

    /** Where a visitor comes who chooses a language, say, above a form that was refused. */
    @GetMapping("/datasets/{name}/score")
    String form(@PathVariable String name) {
        return "redirect:" + path(name);
    }

    @PostMapping("/datasets/{name}/score")
    ModelAndView score(
            @PathVariable String name,
            @RequestParam(name = "session_id", defaultValue = "") String session,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        DatasetVersion version =
                datasets.latest(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        String refusal = refusal(version, session.strip());
        if (refusal == null) {
            return new ModelAndView("redirect:" + path(name));
        }
        String refused = Words.in(preferences.language()).text(refusal);
        return one(name, session, refused, HttpStatus.UNPROCESSABLE_CONTENT, preferences, response);
    }

    /** Has the rows scored; the key of the words that say why not, or null. */
    private @Nullable String refusal(DatasetVersion version, String session) {
        if (version.answered() == 0) {
            return "datasets.unanswered";
        }
        try {
            RescoreOrder.Changes none = new RescoreOrder.Changes(null, null, List.of(), Map.of());
            feeder.order(requests.feed(new SessionId(session), version, none, null), version);
            return null;
        } catch (OtherFeedException e) {
            return "datasets.other";
        } catch (IllegalArgumentException e) {
            return "datasets.session.odd";
        }
    }

    static String path(String name) {
        return "/datasets/" + UriUtils.encode(name, StandardCharsets.UTF_8);
    }

    private ModelAndView one(
            String name,
            String session,
            @Nullable String refused,
            HttpStatus status,
            Preferences preferences,
            HttpServletResponse response) {
        List<DatasetVersion> versions = datasets.versions(name);
        if (versions.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        List<UseView> uses = datasets.uses(name).stream().map(UseView::of).toList();
        if (uses.stream().anyMatch(UseView::isGoingOn)) {
            response.setHeader("Refresh", AGAIN_SECONDS);
        }
        ModelAndView page = new ModelAndView("dataset", status);
        page.addObject("dataset", DatasetView.of(versions.get(0), preferences.language(), clock.instant()));
        page.addObject(
                "versions",
                versions.stream()
                        .map(version -> DatasetView.of(version, preferences.language(), clock.instant()))
                        .toList());
        page.addObject("uses", uses);
        page.addObject("refused", refused);
        page.addObject(
                "sessionId", session.isEmpty() ? name + "-" + versions.get(0).number() : session);
        return page;
    }
}
