package dev.marksheet.api.wire;

import dev.marksheet.query.Tag;
import dev.marksheet.session.text.TextRule;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.MultiValueMap;

/** What the URL of a list says. All that is wrong with it is collected, and thrown by {@link #end}. */
public final class ListParameters {

    private static final int LONGEST = 600;
    private static final int MOST_TAGS = 20;
    private static final List<String> PAGING = List.of("limit", "page_token");

    private final MultiValueMap<String, String> sent;
    private final List<FieldProblem> problems = new ArrayList<>();

    /** @param filters the parameters that the list has besides those of its pages */
    public ListParameters(MultiValueMap<String, String> sent, List<String> filters) {
        this.sent = sent;
        List<String> known = new ArrayList<>(filters);
        known.addAll(PAGING);
        sent.keySet().stream()
                .filter(name -> !known.contains(name))
                .limit(MOST_TAGS)
                .forEach(name -> problems.add(new FieldProblem(
                        shown(name), "is not a parameter of this list; valid: " + String.join(", ", known))));
    }

    private static String shown(String name) {
        String cut = name.length() > 100 ? name.substring(0, 100) + "…" : name;
        return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD");
    }

    public void fault(String name, String message) {
        problems.add(new FieldProblem(name, message));
    }

    /** @throws InvalidRequestException if anything is wrong */
    public void end() {
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
    }

    /** The value under either name; null where there is none. */
    @Nullable
    public String one(String name, String... otherNames) {
        List<String> names = new ArrayList<>(List.of(otherNames));
        names.add(0, name);
        List<String> values = names.stream().flatMap(n -> all(n).stream()).toList();
        if (values.size() > 1) {
            fault(name, "can be given once" + (names.size() > 1 ? ", under one of its names" : ""));
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /** All values that are not empty. */
    public List<String> all(String name) {
        List<String> values = sent.getOrDefault(name, List.of()).stream()
                .filter(v -> !v.isEmpty())
                .toList();
        for (String value : values) {
            if (value.length() > LONGEST || TextRule.fault(value) != null) {
                fault(name, "must have at most " + LONGEST + " characters that can be kept as text");
                return List.of();
            }
        }
        if (values.size() > MOST_TAGS) {
            fault(name, "can be given at most " + MOST_TAGS + " times");
            return List.of();
        }
        return values;
    }

    /**
     * Pairs such as {@code key:value}.
     *
     * @param anyValue whether a key alone will do
     */
    public List<Tag> tags(String name, boolean anyValue) {
        List<Tag> tags = new ArrayList<>();
        for (String pair : all(name)) {
            int colon = pair.indexOf(':');
            if (colon > 0) {
                tags.add(new Tag(pair.substring(0, colon), pair.substring(colon + 1)));
            } else if (colon < 0 && anyValue) {
                tags.add(new Tag(pair, null));
            } else {
                fault(name, "must be key:value");
            }
        }
        return tags;
    }

    /**
     * A time: an ISO time, a day in UTC, or how long ago, such as {@code 7d} or {@code 12h}.
     *
     * @param dayEnds whether a day stands for its end
     */
    @Nullable
    public Instant time(String name, boolean dayEnds, InstantSource clock) {
        String text = one(name);
        if (text == null) {
            return null;
        }
        try {
            if (text.matches("\\d+[a-z]{1,2}")) {
                return clock.instant().minus(DurationStyle.SIMPLE.parse(text));
            }
            if (text.length() == "2026-01-01".length()) {
                LocalDate day = LocalDate.parse(text).plusDays(dayEnds ? 1 : 0);
                return storable(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            // The plus of an offset comes as a space where nobody has encoded it.
            return storable(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeParseException | IllegalArgumentException | ArithmeticException e) {
            fault(name, "must be a time such as 2026-01-31T09:00:00Z, a day such as 2026-01-31, or how long ago: 7d");
            return null;
        }
    }

    /** @throws ArithmeticException if the database's milliseconds can't hold it */
    private static Instant storable(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    /** How many the page is to have. */
    public int limit() {
        String text = one("limit");
        if (text == null) {
            return PageTokens.DEFAULT_LIMIT;
        }
        if (!text.matches("-?\\d{1,9}")) {
            fault("limit", "has a value of the wrong kind");
            return PageTokens.DEFAULT_LIMIT;
        }
        try {
            return PageTokens.limit(Integer.valueOf(text));
        } catch (InvalidRequestException e) {
            problems.addAll(e.problems());
            return PageTokens.DEFAULT_LIMIT;
        }
    }
}
