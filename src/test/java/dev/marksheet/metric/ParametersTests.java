package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTests {

    @Test
    void whatIsNotGivenIsAsItUsuallyIs() {
        for (Parameters parameters : List.of(of(Map.of()), of(nothing("p")))) {
            assertThat(parameters.integer("p", 3, 1, 5)).isEqualTo(3);
            assertThat(parameters.number("p", 0.5, 0, 1)).isEqualTo(0.5);
            assertThat(parameters.flag("p", true)).isTrue();
            assertThat(parameters.flag("p", false)).isFalse();
            assertThat(parameters.choice("p", "a", List.of("a", "b"))).isEqualTo("a");
            assertThat(parameters.text("p", "usual")).isEqualTo("usual");
            assertThat(parameters.numbers("p", List.of(1.0))).containsExactly(1.0);
            assertThat(parameters.map("p")).isEmpty();
        }
    }

    @Test
    void whatIsGivenWins() {
        assertThat(of("p", 5).integer("p", 3, 1, 5)).isEqualTo(5);
        assertThat(of("p", 1.0).integer("p", 3, 1, 5)).isEqualTo(1);
        assertThat(of("p", 0.25).number("p", 0.5, 0, 1)).isEqualTo(0.25);
        assertThat(of("p", false).flag("p", true)).isFalse();
        assertThat(of("p", true).flag("p", false)).isTrue();
        assertThat(of("p", "b").choice("p", "a", List.of("a", "b"))).isEqualTo("b");
        assertThat(of("p", "mine").text("p", "usual")).isEqualTo("mine");
        assertThat(of("p", List.of(1, 2.5)).numbers("p", List.of())).containsExactly(1.0, 2.5);
        assertThat(of("p", Map.of("k", "v")).map("p").get("k")).isEqualTo("v");
    }

    @Test
    void theEndsOfARangeBelongToIt() {
        assertThat(of("p", 0).number("p", 0.5, 0, 1)).isZero();
        assertThat(of("p", 1).number("p", 0.5, 0, 1)).isEqualTo(1);
        refused(of("p", 1.0000001), p -> p.number("p", 0.5, 0, 1), "must be from 0 to 1");
        refused(of("p", -0.0000001), p -> p.number("p", 0.5, 0, 1), "must be from 0 to 1");
        refused(of("p", 6), p -> p.integer("p", 3, 1, 5), "must be from 1 to 5");
        refused(of("p", 2), p -> p.number("p", 0.5, 0.25, 1.5), "must be from 0.25 to 1.5");
    }

    @Test
    void whatIsOfAnotherKindIsRefused() {
        refused(of("p", 1.5), p -> p.integer("p", 3, 1, 5), "must be a whole number");
        refused(of("p", "3"), p -> p.integer("p", 3, 1, 5), "must be a number");
        refused(of("p", "yes"), p -> p.flag("p", true), "must be true or false");
        refused(of("p", "c"), p -> p.choice("p", "a", List.of("a", "b")), "must be one of a, b");
        refused(of("p", 1), p -> p.choice("p", "a", List.of("a", "b")), "must be one of a, b");
        refused(of("p", " "), p -> p.text("p", "usual"), "must be a text that is not blank");
        refused(of("p", 1), p -> p.text("p", "usual"), "must be a text that is not blank");
        refused(of("p", 1), p -> p.numbers("p", List.of()), "must be a list of numbers");
        refused(of("p", List.of("x")), p -> p.numbers("p", List.of()), "must be a number");
        refused(of("p", Arrays.asList(1, null)), p -> p.numbers("p", List.of()), "must be a number");
        refused(of("p", List.of()), p -> p.map("p"), "must be an object");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberAtAllIsRefused(double value) {
        refused(of("p", value), p -> p.number("p", 0.5, 0, 1), "must be a number");
        refused(of("p", value), p -> p.integer("p", 3, 1, 5), "must be a number");
    }

    @Test
    void theFirstUnknownNameIsRefusedWithThoseThatAreKnown() {
        Parameters none = of(Map.of("z", 1, "y", 1));
        Parameters some = of(Map.of("z", 1, "b", 1.0));
        some.number("b", 0.5, 0, 1);
        some.flag("a", true);

        refused(none, Parameters::end, "is unknown; the metric takes no parameters");
        assertThatThrownBy(none::end).hasMessageContaining("y");
        refused(some, Parameters::end, "is unknown; known: a, b");
        Parameters all = of("b", 1.0);
        all.number("b", 0.5, 0, 1);
        all.end();
        of(Map.of()).end();
    }

    private static void refused(Parameters parameters, Consumer<Parameters> reading, String rule) {
        assertThatThrownBy(() -> reading.accept(parameters))
                .isInstanceOf(MetricParameterException.class)
                .hasMessageContaining("m")
                .hasMessageContaining(rule);
    }

    private static Map<String, Object> nothing(String name) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(name, null);
        @SuppressWarnings("NullAway")
        Map<String, Object> given = values;
        return given;
    }

    private static Parameters of(String name, Object value) {
        return of(Map.of(name, value));
    }

    private static Parameters of(Map<String, Object> values) {
        return new Parameters("m", values);
    }
}
