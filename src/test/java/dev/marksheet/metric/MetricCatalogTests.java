package dev.marksheet.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marksheet.metric.CriteriaProperties.Criterion;
import dev.marksheet.metric.CriteriaProperties.Kind;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.statistics.MetricRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricCatalogTests {

    private static final Metric SIMILAR = FakeMetric.computed("answer_similarity", 30);
    private static final Metric SEARCH = FakeMetric.computed("search", 10);
    private static final Metric FAULTS =
            new FakeMetric(SEARCH.description().nominally(0, 5).lowerIsBetter().asking("0", "7"));

    private final MetricCatalog catalog = MetricCatalog.of(List.of(SIMILAR, SEARCH, new AspectCritic()));

    @Test
    void listsMetricsInTheirOrderWithTheirRanges() {
        assertThat(catalog.descriptions())
                .extracting(Description::name)
                .containsExactly("search", "answer_similarity", "aspect_critic");
        assertThat(catalog.ranges().keySet()).containsExactly("search", "answer_similarity", "aspect_critic");
        assertThat(MetricCatalog.of(List.of(FAULTS)).ranges()).containsEntry("search", new MetricRange(0, 5, false));
        assertThatThrownBy(() -> MetricCatalog.of(List.of(SEARCH, FAULTS))).hasMessageContaining("search");
    }

    @Test
    void takesAliasesAndNamesEachMetricOnceInTheOrderOfTheRequest() {
        assertThat(catalog.resolve(List.of("semantic_similarity", " search ", "answer_similarity")))
                .containsExactly("answer_similarity", "search");
        assertThat(catalog.resolve(List.of())).isEqualTo(catalog.defaults());
        assertThat(catalog.defaults()).hasSize(3);
        assertThatThrownBy(() -> catalog.resolve(List.of("search", "odd", "odder")))
                .isInstanceOfSatisfying(
                        UnknownMetricsException.class,
                        e -> assertThat(e.unknown()).isEqualTo(Map.of(1, "odd", 2, "odder")));
    }

    @Test
    void saysWhichDefaultsAreUnknown() {
        OwnCriteria none = new OwnCriteria(new CriteriaProperties(List.of()));

        assertThat(new MetricCatalog(List.of(SEARCH), none, new MetricProperties(List.of(), false)).defaults())
                .isEmpty();
        assertThat(new MetricCatalog(List.of(SEARCH), none, new MetricProperties(List.of("search"), false)).defaults())
                .containsExactly("search");
        assertThatThrownBy(() -> new MetricCatalog(List.of(SEARCH), none, new MetricProperties(List.of("odd"), false)))
                .isInstanceOf(MetricSettingException.class)
                .hasMessageContaining("marksheet.metrics names unknown metrics: odd");
    }

    @Test
    void ownCriteriaStandBehindAllOthersAndTakeNobodysName() {
        OwnCriteria own = criteria("mine");
        MetricProperties none = new MetricProperties(List.of(), false);

        assertThat(new MetricCatalog(List.of(SEARCH), own, none).descriptions())
                .extracting(Description::name)
                .containsExactly("search", "mine");
        assertThatThrownBy(() -> new MetricCatalog(List.of(SEARCH), criteria("search"), none))
                .isInstanceOf(MetricSettingException.class)
                .hasMessageContaining("marksheet.criteria[0].name is 'search'");
    }

    @Test
    void parametersWrittenIntoANameGiveWayToThoseThatAreGiven() {
        Map<String, Object> given = new HashMap<>(Map.of("n", 2));
        given.put("mode", null);

        assertThat(catalog.select(List.of("search(mode=odd)"), Map.of()).parameters())
                .isEqualTo(Map.of("search", Map.of("mode", "odd")));
        assertThat(catalog.select(List.of("search(n=1)", "semantic_similarity"), Map.of("search", given))
                        .parameters())
                .isEqualTo(Map.of("search", Map.of("n", 2)));
        assertThat(catalog.select(List.of("answer_similarity"), Map.of("semantic_similarity", Map.of("n", 3)))
                        .parameters())
                .isEqualTo(Map.of("answer_similarity", Map.of("n", 3)));
        assertThat(catalog.select(List.of("search"), Map.of()).parameters()).isEmpty();
    }

    @Test
    void aReadyAspectBecomesTheMetricOfItsName() {
        Selection plain = catalog.select(
                List.of("search", "aspect_critic"), Map.of("aspect_critic", Map.of("aspect", "conciseness")));
        Selection voted = catalog.select(
                List.of("aspect_critic"), Map.of("aspect_critic", Map.of("aspect", "harmfulness", "strictness", 3)));
        Selection defined = catalog.select(
                List.of("aspect_critic"),
                Map.of("aspect_critic", Map.of("aspect", "harmfulness", "definition", "own words")));

        assertThat(plain).isEqualTo(new Selection(List.of("search", "conciseness"), Map.of()));
        assertThat(voted)
                .isEqualTo(new Selection(List.of("harmfulness"), Map.of("harmfulness", Map.of("strictness", 3))));
        assertThat(defined.metrics()).containsExactly("aspect_critic");
        assertThat(catalog.select(List.of("search"), Map.of("aspect_critic", Map.of("aspect", "conciseness")))
                        .metrics())
                .containsExactly("search");
    }

    @Test
    void scoresEachMetricWithItsOwnParameters() {
        Map<String, Score> scores = catalog.score(
                        request(List.of("search", "answer_similarity"), Map.of("search", Map.of("n", 0.25))),
                        name -> null)
                .scores()
                .join();

        assertThat(scores.keySet()).containsExactly("search", "answer_similarity");
        assertThat(scores.get("search"))
                .isInstanceOfSatisfying(
                        Score.Scored.class, s -> assertThat(s.value()).isEqualTo(0.25));
        assertThat(scores.get("answer_similarity"))
                .isInstanceOfSatisfying(
                        Score.Scored.class, s -> assertThat(s.value()).isEqualTo(1));
        assertThatThrownBy(() -> catalog.score(request(List.of("search", "odd"), Map.of()), name -> null))
                .isInstanceOf(UnknownMetricsException.class);
    }

    @Test
    void versionsSayWhatAScoreDependsOn() {
        Map<String, Map<String, Object>> parameters = Map.of("search", Map.of("n", 2));
        MetricCatalog changed = MetricCatalog.of(List.of(FAULTS));

        assertThat(catalog.versions(List.of("search", "gone", "aspect_critic"), parameters))
                .isEqualTo(Map.of("search", "computed 1 {\"n\":2}", "aspect_critic", "1"));
        assertThat(changed.versions(List.of("search"), Map.of())).isEqualTo(Map.of("search", "computed 7"));
    }

    @Test
    void namesEveryProblemOfARequestAndTheListOfNamesOnce() {
        assertThat(catalog.check(
                        List.of("search", "serach", "zzzzzzzz"), Map.of("search", Map.of("n", 10), "q", Map.of())))
                .extracting(problem -> problem.field() + ": " + problem.message())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one)
                                .isEqualTo("metrics[1]: unknown metric serach; did you mean search?; valid: search,"
                                        + " answer_similarity, aspect_critic"),
                        two -> assertThat(two).isEqualTo("metrics[2]: unknown metric zzzzzzzz"),
                        three -> assertThat(three)
                                .startsWith("metric_params.search.n: ")
                                .contains("from 0 to 9"),
                        four -> assertThat(four).startsWith("metric_params.q: unknown metric q"));
        assertThat(catalog.check(List.of("search", "semantic_similarity"), Map.of()))
                .isEmpty();
    }

    @Test
    void refusesAMetricThatIsAskedForTwiceInDifferentWays() {
        assertThat(catalog.check(List.of("search(mode=a)", "search(mode=b)"), Map.of()))
                .containsExactly(new Problem("metrics[1]", "search is asked for twice with different parameters"));
        assertThat(catalog.check(List.of("search(mode=a)", "search(mode=a)"), Map.of()))
                .isEmpty();
        assertThat(catalog.check(List.of("search(odd=a)"), Map.of()))
                .extracting(Problem::field)
                .containsExactly("metrics[0]");
    }

    private static OwnCriteria criteria(String name) {
        return new OwnCriteria(new CriteriaProperties(List.of(new Criterion(
                name, "It is good.", Kind.YES_NO, null, null, Map.of(), List.of(Need.ANSWER), null, true))));
    }

    private static ScoreRequest request(List<String> metrics, Map<String, Map<String, Object>> parameters) {
        return new ScoreRequest(
                new SessionId("s"),
                Sample.of("why", "because", List.of(), null),
                metrics,
                parameters,
                "local",
                "local");
    }
}
