package dev.marksheet.session.text;

import dev.marksheet.statistics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fixed words of a document in one language, read from a resource bundle in UTF-8. Immutable; safe for use by many
 * threads at once.
 */
public final class Wording {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /** All that were ever asked for; there are few, and the JDK's own cache may forget them. */
    private static final Map<Source, Wording> READ = new ConcurrentHashMap<>();

    private record Source(String bundle, Language language) {}

    private final ResourceBundle bundle;

    private Wording(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /**
     * The words of a bundle in a language, whatever the machine's own language is.
     *
     * @param bundle the bundle's base name, such as {@code advice.advice}
     * @throws MissingResourceException if there is no such bundle
     */
    public static Wording of(String bundle, Language language) {
        return READ.computeIfAbsent(new Source(bundle, language), source -> new Wording(read(source)));
    }

    private static ResourceBundle read(Source source) {
        Locale locale = source.language() == Language.ZH ? Locale.CHINESE : Locale.ENGLISH;
        return ResourceBundle.getBundle(
                source.bundle(),
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /**
     * The text of a key, with {@code {0}}, {@code {1}}, … replaced by the values. Values are put in as they are:
     * numbers are written by {@link Figure} before, and braces inside a value mean nothing.
     *
     * @throws MissingResourceException if the bundle lacks the key
     */
    public String text(String key, Object... values) {
        return PLACE.matcher(bundle.getString(key))
                .replaceAll(
                        place -> Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(place.group(1))])));
    }

    /** The text of a key that some things have and others have not, as it stands; empty where there is none. */
    public String find(String key) {
        return bundle.containsKey(key) ? bundle.getString(key) : "";
    }

    /** The texts of {@code key.1}, {@code key.2}, … up to the first that is missing. */
    public List<String> list(String key) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; bundle.containsKey(key + "." + i); i++) {
            texts.add(bundle.getString(key + "." + i));
        }
        return texts;
    }
}
