package dev.marksheet.api.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.marksheet.access.Callers;
import dev.marksheet.api.ApiSlice;
import dev.marksheet.api.ApiSlice.Answer;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.job.SettingsKeeper;
import dev.marksheet.judge.llm.endpoint.JudgeHealth;
import dev.marksheet.judge.llm.endpoint.JudgeProperties;
import dev.marksheet.judge.llm.endpoint.Price;
import dev.marksheet.metric.MetricBeans;
import dev.marksheet.query.SessionQueries;
import dev.marksheet.session.GateSettings;
import dev.marksheet.session.Reported;
import dev.marksheet.session.SessionSettings;
import dev.marksheet.session.access.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

class SettingsControllerTests {

    private static final String PATH = "/api/score/sessions/s";
    private static final SessionSettings BEFORE = new SessionSettings("first", Map.of("a", "1"), true, 3L, null, 2.5);

    private final SettingsKeeper keeper = mock(SettingsKeeper.class);
    private final SessionQueries sessions = mock(SessionQueries.class);
    private final Gates gates = mock(Gates.class);
    private final JudgeProperties judge = mock(JudgeProperties.class);
    private final ApiSlice slice = ApiSlice.of(new SettingsController(
            new SettingsChecks(new GateChecks(MetricBeans.standard())),
            keeper,
            sessions,
            new JudgeHealth(SessionSlice.CLOCK, false),
            gates,
            judge));
    private SessionSettings kept = BEFORE;
    private boolean created;

    SettingsControllerTests() {
        when(sessions.ofSession(any()))
                .thenReturn(Optional.of(Reported.session("s").called("now").report()));
        when(gates.standing(any())).thenReturn(Optional.empty());
        when(judge.prices()).thenReturn(Map.of());
        when(keeper.save(any(), any())).thenAnswer(call -> {
            UnaryOperator<SessionSettings> change = call.getArgument(1);
            kept = change.apply(BEFORE);
            return created;
        });
    }

    private static MockHttpServletRequestBuilder put(String uri, String json) {
        return ApiSlice.request("PUT", uri).contentType("application/json").content(json);
    }

    private SessionSettings kept(String json) {
        Answer answer = slice.send(put(PATH, json));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return kept;
    }

    @Test
    void keepsWhatIsNotSentAndClearsWhatIsNull() {
        assertThat(kept("{}")).isEqualTo(BEFORE);
        assertThat(kept("{\"name\": \" 二 \", \"labels\": {\"b\": \"2\"}}"))
                .isEqualTo(new SessionSettings("二", Map.of("b", "2"), true, 3L, null, 2.5));
        assertThat(kept("{\"name\": null, \"labels\": null, \"pinned\": null, \"expect\": null, \"budget\": null}"))
                .isEqualTo(new SessionSettings(null, Map.of(), false, null, null, null));
    }

    @Test
    void keepsAGateWithCriteriaInEitherPlaceInTheirOrder() {
        GateSettings gate = kept("""
                {"gate": {"criteria": {"semantic_similarity": 0.9}, "faithfulness": 0.8, "context_recall": 0.7,
                 "baseline": "last week", "margin": 0.02, "min_coverage": 0.95, "alpha": 0.0001, "rule": "evidence"}}""").gate();

        assertThat(gate.criteria().keySet()).containsExactly("answer_similarity", "faithfulness", "context_recall");
        assertThat(gate).isEqualTo(new GateSettings(gate.criteria(), "last week", 0.02, 0.95, 0.0001, "evidence"));
    }

    @Test
    void tellsASessionThatIsMadeFromOneThatIsChanged() {
        created = true;

        Answer made = slice.send(put("/api/score/sessions/nightly%2F1", "{\"pinned\": true}"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/score/sessions/nightly%2F1");
        assertThat(made.fields())
                .startsWith("session_id", "run_id", "status", "name")
                .endsWith("warnings");
        assertThat(made.json().get("name").asString()).isEqualTo("now");
        assertThat(made.json().get("warnings")).isEmpty();
        created = false;
        assertThat(slice.send(put(PATH, "{}")).header("Location")).isNull();
    }

    @Test
    void saysThatABudgetNeedsPrices() {
        when(sessions.ofSession(any()))
                .thenReturn(Optional.of(Reported.session("s").budget(1, 0).report()));

        assertThat(slice.send(put(PATH, "{\"budget\": 1}"))
                        .json()
                        .at("/warnings/0")
                        .asString())
                .contains("budget is kept, but no price is configured", "marksheet.judge.prices");
        when(judge.prices()).thenReturn(Map.of("gpt", mock(Price.class)));
        assertThat(slice.send(put(PATH, "{\"budget\": 1}")).json().get("warnings"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"colour": "red"}                           | 422 | colour
            {"gate": {"treshold": 1}}                   | 422 | gate.treshold
            {"name": "  "}                              | 422 | name
            {"name": "a\\u0007"}                        | 422 | name
            {"name": 7}                                 | 400 | name
            {"labels": {"a:b": "c"}}                    | 422 | labels.a:b
            {"labels": {"a": null}}                     | 422 | labels.a
            {"labels": {"a": 5}}                        | 400 | labels.a
            {"labels": ["a"]}                           | 400 | labels
            {"pinned": "perhaps"}                       | 400 | pinned
            {"expect": 0}                               | 422 | expect
            {"expect": 1.5}                             | 422 | expect
            {"expect": 1000000000001}                   | 422 | expect
            {"budget": -0.1}                            | 422 | budget
            {"budget": 1e999}                           | 422 | budget
            {"gate": {"faithfulness": "high"}}          | 422 | gate.faithfulness
            {"gate": {"faithfulness": 1}}               | 422 | gate.criteria.faithfulness
            {"gate": {"criteria": {"faith": 0.5}}}      | 422 | gate.criteria.faith
            {"gate": {"criteria": {"faithfulness": null}}} | 422 | gate.criteria.faithfulness
            {"gate": {"criteria": {"faithfulness": 1}}} | 422 | gate.criteria.faithfulness
            {"gate": {"alpha": 0.50001}}                | 422 | gate.alpha
            {"gate": {"alpha": 0.00009}}                | 422 | gate.alpha
            {"gate": {"margin": -0.1}}                  | 422 | gate.margin
            {"gate": {"min_coverage": 1.01}}            | 422 | gate.min_coverage
            {"gate": {"baseline": "s"}}                 | 422 | gate.baseline
            {"gate": {"baseline": ""}}                  | 422 | gate.baseline
            {"gate": {"rule": "median"}}                | 422 | gate.rule
            {"gate": 5}                                 | 400 | gate
            []                                          | 400 |
            """)
    void refusesByName(String body, int status, String field) {
        Answer refused = slice.send(put(PATH, body));

        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.faults()).isEqualTo(field == null ? List.of() : List.of(field));
        verifyNoInteractions(keeper);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"expect\": 1}",
                "{\"expect\": 1e12}",
                "{\"budget\": 0}",
                "{\"gate\": {}}",
                "{\"gate\": {\"alpha\": 0.5, \"margin\": 0, \"min_coverage\": 1}}",
                "{\"gate\": {\"faithfulness\": 1, \"rule\": \"mean\"}}"
            })
    void keepsWhatLiesOnTheEdge(String body) {
        assertThat(slice.send(put(PATH, body)).status()).isEqualTo(200);
    }

    @Test
    void keepsNoMoreThanItShows() {
        String text = "{\"name\": \"%s\", \"labels\": {%s}}";
        assertThat(slice.send(put(PATH, text.formatted("😀".repeat(201), labels(31))))
                        .faults())
                .containsExactly("name", "labels");
        assertThat(slice.send(put("/api/score/sessions/" + "x".repeat(201), "{}"))
                        .faults())
                .containsExactly("session_id");
        verifyNoInteractions(keeper);

        assertThat(kept(text.formatted("😀".repeat(200), labels(30))).labels()).hasSize(30);
    }

    private static String labels(int number) {
        return IntStream.range(0, number).mapToObj(i -> "\"k" + i + "\": \"v\"").collect(Collectors.joining(", "));
    }

    @Test
    void letsNoKeyCompareWithSessionsBeyondItsReach() {
        ApiSlice ours = slice.as(Callers.holding(Role.REVIEW, "team/"));

        Answer refused = ours.send(put("/api/score/sessions/team%2Fa", "{\"gate\": {\"baseline\": \"other\"}}"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.faults()).containsExactly("gate.baseline");
        assertThat(refused.detail()).contains("must begin with team/, as all that your key reaches");
        verifyNoInteractions(keeper);
        assertThat(ours.send(put("/api/score/sessions/team%2Fa", "{\"gate\": {\"baseline\": \"team/b\"}}"))
                        .status())
                .isEqualTo(200);
    }
}
