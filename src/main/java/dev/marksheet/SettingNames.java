package dev.marksheet;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The settings that there are, as the records that they are bound to name them: {@code marksheet.webhooks[*].url}. Where a
 * star stands, a number or any name is meant.
 */
final class SettingNames {

    private static final String STAR = "*";

    private final Set<String> names = new TreeSet<>();
    private final List<Pattern> patterns;

    /**
     * @param bound by prefix and record; a record may come under several
     * @param others settings that no record has
     */
    SettingNames(List<Map.Entry<String, Class<?>>> bound, Collection<String> others) {
        names.addAll(others);
        bound.forEach(entry -> add(entry.getKey(), entry.getValue()));
        patterns = names.stream().map(SettingNames::pattern).toList();
    }

    private void add(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            add(prefix + "." + dashed(component.getName()), component.getGenericType());
        }
    }

    private void add(String name, Type type) {
        Class<?> raw = raw(type);
        if (Map.class.isAssignableFrom(raw)) {
            add(name + "." + STAR, argument(type, 1));
        } else if (Collection.class.isAssignableFrom(raw)) {
            Type item = argument(type, 0);
            if (!raw(item).isRecord()) {
                names.add(name);
            }
            add(name + "[" + STAR + "]", item);
        } else if (raw.isRecord()) {
            add(name, raw);
        } else {
            names.add(name);
        }
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Pattern pattern(String name) {
        return Pattern.compile(Stream.of(name.split(Pattern.quote(STAR), -1))
                .map(part -> Pattern.quote(letters(part)))
                .collect(Collectors.joining(".+")));
    }

    /** What a name has in common in a file, on the command line and in the environment. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    Set<String> all() {
        return Set.copyOf(names);
    }

    /** Whether a setting has this name, in whatever spelling Spring lets it have. */
    boolean has(String name) {
        String letters = letters(name);
        return patterns.stream().anyMatch(pattern -> pattern.matcher(letters).matches());
    }

    /** The setting whose name is nearest. */
    String near(String name) {
        String starred = name.toLowerCase(Locale.ROOT).replace('_', '.').replaceAll("\\[\\w+]|\\.\\d+(?=\\.|$)", "[*]");
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return names.stream()
                .min(Comparator.comparingInt(
                        known -> distance.apply(starred.replaceAll("[.-]", ""), known.replaceAll("[.-]", ""))))
                .orElse("");
    }
}
