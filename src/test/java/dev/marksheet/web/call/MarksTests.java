package dev.marksheet.web.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.web.call.Marks.Piece;
import dev.marksheet.web.call.Marks.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarksTests {

    @Test
    void cutsAtEveryBorderOfOverlappingSpans() {
        List<Piece> pieces = Marks.of("abcdef", List.of(span(1, 4, "a", "yes"), span(3, 5, "b", "no")));

        assertThat(pieces.stream().map(p -> p.text() + ":" + p.keys()))
                .containsExactly("a:", "bc:a", "d:b a", "e:b", "f:");
        assertThat(pieces.get(2).css()).isEqualTo("no");
        assertThat(pieces.get(2).anchors()).containsExactly("b");
        assertThat(pieces.get(1).anchors()).containsExactly("a");
    }

    @Test
    void keepsEveryCharacterAndPassesOverSpansOutside() {
        String text = "no marks 👩‍💻\n";

        List<Piece> pieces =
                Marks.of(text, List.of(span(-1, 3, "x", "yes"), span(90, 99, "y", "yes"), span(2, 99, "z", "no")));

        assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining()))
                .isEqualTo(text);
        assertThat(pieces).noneMatch(p -> p.keys().contains("x") || p.keys().contains("y"));
        assertThat(Marks.of("", List.of())).isEmpty();
    }

    private static Span span(int start, int end, String key, String css) {
        return new Span(start, end, key, css, null);
    }
}
