package dev.marksheet.web.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Cuts a text into pieces at the borders of the spans that are marked in it, which may overlap. Pure. */
final class Marks {

    private Marks() {}

    /**
     * A marked part of a text.
     *
     * @param key what it has in common with other places, such as {@code faithfulness-2}
     * @param css how it looks: the strongest of those that overlap is the first in {@link #STRENGTH}
     * @param href where its counterpart stands; null for none
     */
    record Span(
            int start,
            int end,
            String key,
            String css,
            @Nullable String href) {}

    /**
     * A piece of the text.
     *
     * @param keys keys of all spans that cover it, separated by spaces; empty for plain text
     * @param anchors keys of the spans that begin here
     */
    record Piece(
            String text, String keys, String css, @Nullable String href, List<String> anchors) {}

    private static final List<String> STRENGTH =
            List.of("no contradicted", "no not_mentioned", "no", "yes", "quoted", "faint");

    /** The pieces in order; put together they are the text. Spans outside the text are cut to it. */
    static List<Piece> of(String text, List<Span> spans) {
        TreeSet<Integer> borders = new TreeSet<>(List.of(0, text.length()));
        List<Span> inside = spans.stream()
                .filter(s -> s.start() >= 0 && s.start() < Math.min(s.end(), text.length()))
                .toList();
        for (Span span : inside) {
            borders.add(span.start());
            borders.add(Math.min(span.end(), text.length()));
        }
        List<Piece> pieces = new ArrayList<>();
        int start = 0;
        for (int end : borders.tailSet(1)) {
            pieces.add(piece(text, start, end, inside));
            start = end;
        }
        return pieces;
    }

    private static Piece piece(String text, int start, int end, List<Span> spans) {
        List<Span> covering = spans.stream()
                .filter(s -> s.start() <= start && s.end() >= end)
                .sorted(Comparator.comparingInt(s -> STRENGTH.indexOf(s.css())))
                .toList();
        return new Piece(
                text.substring(start, end),
                covering.stream().map(Span::key).collect(Collectors.joining(" ")),
                covering.isEmpty() ? "" : covering.get(0).css(),
                covering.stream()
                        .map(Span::href)
                        .filter(h -> h != null)
                        .findFirst()
                        .orElse(null),
                covering.stream().filter(s -> s.start() == start).map(Span::key).toList());
    }
}
