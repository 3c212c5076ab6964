package dev.marksheet.web.keys;

import dev.marksheet.access.AccessMode;
import dev.marksheet.access.KeyRing;
import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Preferences;
import dev.marksheet.web.PreferencesFilter;
import dev.marksheet.web.SameOrigin;
import dev.marksheet.web.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The administrators' page of keys: it lists them, makes one, and ends one after a question. */
@Controller
class KeysController {

    private static final String PAGE = "/keys";
    private static final int SHOWN = 50;

    private final AccessMode mode;
    private final KeyRing keys;
    private final Clock clock;

    KeysController(AccessMode mode, KeyRing keys, Clock clock) {
        this.mode = mode;
        this.keys = keys;
        this.clock = clock;
    }

    @GetMapping(PAGE)
    ModelAndView page(
            @RequestParam(defaultValue = "") String before,
            @RequestParam(defaultValue = "") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences) {
        long from = before.matches("[0-9]{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE;
        return page(from, id.replace("\0", ""), KeyForm.EMPTY, Set.of(), preferences);
    }

    private ModelAndView page(long before, String id, KeyForm form, Set<String> problems, Preferences preferences) {
        List<AccessKey> found = keys.newestFirst(before, id, SHOWN + 1);
        List<AccessKey> shown = found.subList(0, Math.min(SHOWN, found.size()));
        Instant now = clock.instant();
        Wording words = Words.in(preferences.language());
        ModelAndView page = new ModelAndView("keys");
        page.addObject("keyed", mode.isKeyed());
        page.addObject(
                "keys", shown.stream().map(key -> KeyRow.of(key, now, words)).toList());
        page.addObject("older", found.size() > SHOWN ? shown.get(SHOWN - 1) : null);
        page.addObject("roles", KeyForm.ROLES);
        page.addObject("form", form);
        page.addObject("problems", problems);
        return page;
    }

    /** Shows the key itself in the answer, since nobody can tell it again. */
    @PostMapping(PAGE)
    ModelAndView make(
            @ModelAttribute KeyForm form,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences,
            HttpServletRequest request,
            HttpServletResponse response) {
        checkOrigin(request);
        Set<String> problems = form.problems(clock.instant());
        if (!problems.isEmpty() || !mode.isKeyed()) {
            ModelAndView again = page(Long.MAX_VALUE, "", form, problems, preferences);
            again.setStatus(mode.isKeyed() ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.CONFLICT);
            return again;
        }
        KeyRing.Made made = keys.make(form.terms());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, "/api/keys/" + made.key().id());
        ModelAndView page = page(Long.MAX_VALUE, "", KeyForm.EMPTY, Set.of(), preferences);
        page.setStatus(HttpStatus.CREATED);
        page.addObject("made", made);
        return page;
    }

    @GetMapping(PAGE + "/{key_id}/revoke")
    ModelAndView question(
            @PathVariable("key_id") String id,
            @RequestAttribute(PreferencesFilter.PREFERENCES) Preferences preferences) {
        AccessKey key = keys.ofId(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        ModelAndView page = new ModelAndView("key");
        page.addObject("key", KeyRow.of(key, clock.instant(), Words.in(preferences.language())));
        return page;
    }

    /** One that has ended already stays so. */
    @PostMapping(PAGE + "/{key_id}/revoke")
    String revoke(@PathVariable("key_id") String id, HttpServletRequest request) {
        checkOrigin(request);
        if (!keys.revoke(id) && keys.ofId(id).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return "redirect:" + PAGE;
    }

    private static void checkOrigin(HttpServletRequest request) {
        if (!SameOrigin.sent(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
    }
}
