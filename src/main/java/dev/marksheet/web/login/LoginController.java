package dev.marksheet.web.login;

import dev.marksheet.access.AccessMode;
import dev.marksheet.access.Logins;
import dev.marksheet.web.SameOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** Takes a key from a person, and lets the browser stand for it from then on. */
@Controller
class LoginController {

    private final AccessMode mode;
    private final Logins logins;

    LoginController(AccessMode mode, Logins logins) {
        this.mode = mode;
        this.logins = logins;
    }

    @GetMapping("/login")
    ModelAndView page(@RequestParam(defaultValue = "") String from, HttpServletResponse response) {
        return mode.isKeyed() ? form(from, false, response) : to("/");
    }

    @PostMapping("/login")
    ModelAndView login(
            @RequestParam(defaultValue = "") String key,
            @RequestParam(defaultValue = "") String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        // Another site could log a visitor in with a key of its own, and see what he does from then on.
        if (SameOrigin.isForeign(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        if (!mode.isKeyed()) {
            return to("/");
        }
        if (logins.begin(key.strip(), request, response)) {
            return to(ReturnPath.of(from));
        }
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        ModelAndView again = form(from, true, response);
        again.setStatus(HttpStatus.UNAUTHORIZED);
        return again;
    }

    @PostMapping("/logout")
    ModelAndView logout(HttpServletRequest request, HttpServletResponse response) {
        if (SameOrigin.isForeign(request)) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        logins.end(request, response);
        return to(mode.isKeyed() ? "/login" : "/");
    }

    private static ModelAndView form(String from, boolean refused, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ModelAndView page = new ModelAndView("login");
        page.addObject("from", ReturnPath.of(from));
        page.addObject("refused", refused);
        return page;
    }

    private static ModelAndView to(String path) {
        RedirectView view = new RedirectView(path, true);
        // Braces in a path are braces.
        view.setExpandUriTemplateVariables(false);
        view.setExposeModelAttributes(false);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }
}
