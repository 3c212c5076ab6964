package dev.marksheet.web;

import dev.marksheet.session.text.Language;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layout shows on every page.
 *
 * @param tag the language's tag for {@code <html lang>}
 * @param dataTheme the value of {@code <html data-theme>}; null lets the system decide
 * @param languages links to the same page in each language
 * @param themes links to the same page in each theme
 */
public record Site(String tag, @Nullable String dataTheme, List<Choice> languages, List<Choice> themes) {

    /**
     * A link that changes a preference.
     *
     * @param value what it chooses
     * @param current {@code true} where it is chosen already, else null, as {@code aria-current} wants it
     */
    public record Choice(
            String value, String href, @Nullable String current) {}

    /** For a page in a language that nobody can change. */
    public static Site of(Language language) {
        return of(new Preferences(language, "auto", ""));
    }

    static Site of(Preferences preferences) {
        String language = preferences.language().wireName();
        String theme = preferences.theme();
        return new Site(
                preferences.language() == Language.ZH ? "zh-CN" : "en",
                theme.equals("auto") ? null : theme,
                choices(preferences, Preferences.LANG, language, List.of("en", "zh")),
                choices(preferences, Preferences.THEME, theme, List.of("auto", "light", "dark")));
    }

    private static List<Choice> choices(Preferences preferences, String name, String chosen, List<String> values) {
        return values.stream()
                .map(value -> new Choice(
                        value, "?" + preferences.query() + name + "=" + value, value.equals(chosen) ? "true" : null))
                .toList();
    }
}
