package dev.marksheet.web;

import dev.marksheet.session.text.Language;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.WebUtils;

/**
 * How a visitor wants the pages: chosen by {@code ?lang=} or {@code ?theme=}, else as chosen before (cookies of the same
 * names), else as the browser asks.
 *
 * @param language English or Chinese
 * @param theme {@code light} or {@code dark}; {@code auto} follows the system
 * @param query the request's query without these two choices, to be continued: empty or ending in {@code &}
 */
public record Preferences(Language language, String theme, String query) {

    static final String LANG = "lang";
    static final String THEME = "theme";

    private static final Set<String> LANGUAGES = Set.of("en", "zh");
    private static final Set<String> THEMES = Set.of("light", "dark", "auto");

    static Preferences of(HttpServletRequest request) {
        String lang = chosen(request, LANG, LANGUAGES).orElseGet(() -> asked(request));
        String theme = chosen(request, THEME, THEMES).orElse("auto");
        return new Preferences(lang.equals("zh") ? Language.ZH : Language.EN, theme, rest(request));
    }

    /** What the request itself chooses, if that is a legal choice. */
    static Optional<String> newlyChosen(HttpServletRequest request, String name) {
        Set<String> legal = name.equals(LANG) ? LANGUAGES : THEMES;
        String query = request.getQueryString();
        if (query == null) {
            return Optional.empty();
        }
        // Asking the request would wait for the body of a form.
        return Arrays.stream(query.split("&"))
                .filter(part -> part.startsWith(name + "="))
                .map(part -> part.substring(name.length() + 1))
                .findFirst()
                .filter(legal::contains);
    }

    private static Optional<String> chosen(HttpServletRequest request, String name, Set<String> legal) {
        return newlyChosen(request, name)
                .or(() -> Optional.ofNullable(WebUtils.getCookie(request, name))
                        .map(Cookie::getValue)
                        .filter(legal::contains));
    }

    private static String asked(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .map(Locale::getLanguage)
                .filter(LANGUAGES::contains)
                .findFirst()
                .orElse("en");
    }

    private static String rest(HttpServletRequest request) {
        if (request.getQueryString() == null) {
            return "";
        }
        String query = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .replaceQueryParam(LANG)
                .replaceQueryParam(THEME)
                .build()
                .getQuery();
        return query == null || query.isEmpty() ? "" : query + "&";
    }

    /** The language as a locale, for the message bundle. */
    Locale locale() {
        return language == Language.ZH ? Locale.CHINESE : Locale.ENGLISH;
    }
}
