package dev.marksheet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateVerdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTests {

    private final Written written = new Written();
    private final Call call = written.call();

    @ParameterizedTest
    @CsvSource({"90, PT90S", "90s, PT90S", "10m, PT10M", "2h, PT2H", "1500ms, PT1.5S", "PT5M, PT5M"})
    void readsTimes(String given, Duration time) {
        assertThat(call.duration("--wait", given)).isEqualTo(time);
    }

    @Test
    void hasNoTimeWhereNoneWasGiven() {
        assertThat(call.duration("--wait", null)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void knowsTheFormatsOfAGate(GateFormat format) {
        assertThat(call.format(format.wireName(), false)).isEqualTo(format);
        assertThat(call.format(format.wireName(), true)).isEqualTo(GateFormat.JSON);
    }

    @Test
    void writesTextWhereNothingElseWasAsked() {
        assertThat(call.format(null, false)).isEqualTo(GateFormat.TEXT);
        assertThat(call.format(null, true)).isEqualTo(GateFormat.JSON);
    }

    @ParameterizedTest
    @CsvSource({"PASS, 0", "FAIL, 1", "UNDECIDED, 3"})
    void endsWithTheStatusOfAVerdict(GateVerdict verdict, int status) {
        assertThat(Status.of(verdict)).isEqualTo(status);
    }

    private static GateOptions gate(Call call, String... arguments) {
        GateCommandOptions options = new GateCommandOptions();
        List<String> all = new java.util.ArrayList<>(List.of("s"));
        all.addAll(List.of(arguments));
        return Options.read(options, all, call).gate;
    }

    @Test
    void asksTheGateInTheWordsOfTheApi() {
        GateOptions options = gate(
                call,
                "--gate=faithfulness=0.8,factual_correctness(mode=recall) =0.5",
                "--gate=faithfulness=0.9",
                "--baseline=a b",
                "--margin=0.1",
                "--min-coverage=0.9",
                "--alpha=0.01",
                "--rule=mean",
                "--expect=200");
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("faithfulness", List.of("0.8", "0.9"));
        query.put("factual_correctness(mode=recall)", List.of("0.5"));
        query.put("baseline", List.of("a b"));
        query.put("margin", List.of("0.1"));
        query.put("min_coverage", List.of("0.9"));
        query.put("alpha", List.of("0.01"));
        query.put("rule", List.of("mean"));
        query.put("expect", List.of("200"));

        assertThat(options.query(call)).containsExactlyEntriesOf(query);
    }

    @Test
    void asksAGateOnlyWithACriterionOrABaseline() {
        assertThat(gate(call).isAsked()).isFalse();
        assertThat(gate(call, "--alpha=0.01").isAsked()).isFalse();
        assertThat(gate(call, "--baseline=s").isAsked()).isTrue();
        assertThat(gate(call, "--gate=a=1").isAsked()).isTrue();
        assertThat(gate(call).query(call)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"faithfulness", "=0.8", ""})
    void needsAMetricAndItsThreshold(String criterion) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> GateOptions.add(criterion, new LinkedHashMap<>(), call))
                .withMessageContaining("must be a metric and its threshold");
    }

    @ParameterizedTest
    @CsvSource({"min_coverage, --min-coverage", "alpha, --alpha", "faithfulness, --gate: faithfulness"})
    void namesAParameterAsTheCommandLineHasIt(String parameter, String option) {
        assertThat(GateOptions.option(parameter)).isEqualTo(option);
    }

    private RefusedException refusal(int status, @Nullable String type, String body) {
        return new ServiceAnswer("http://x", status, type == null ? "" : type, body).refusal(call);
    }

    @Test
    void tellsWhatAServiceSaysItCanNotDo() {
        String problem = "application/problem+json";

        assertThat(refusal(422, problem, """
                {"detail": "all", "errors": [{"field": "min_coverage", "message": "must be 0 to 1"}, {"field": "a"}]}""").lines()).containsExactly("--min-coverage must be 0 to 1", "--gate: a ");
        assertThat(refusal(404, problem, "{\"detail\": \"no such session\"}").lines())
                .containsExactly("no such session");
        assertThat(refusal(401, problem, "{\"detail\": \"a key is needed\"}").lines())
                .containsExactly(
                        "a key is needed",
                        "The service asks for a key: --key=KEY, or MARKSHEET_KEY in the environment.");
        String foreign = "http://x answers with status 404, which is not Marksheet's way. Is it the right address?";
        assertThat(refusal(404, "text/html", "<html>").lines()).containsExactly(foreign);
        assertThat(refusal(404, null, "").lines()).containsExactly(foreign);
        assertThat(refusal(404, problem, "no JSON").lines()).containsExactly(foreign);
    }

    @ParameterizedTest
    @CsvSource({
        "200, false",
        "428, false",
        "429, true",
        "430, false",
        "500, false",
        "502, true",
        "503, true",
        "504, true"
    })
    void triesLaterWhatMayBeAnsweredThen(int status, boolean later) {
        assertThat(new ServiceAnswer("http://x", status, "", "").isForLater()).isEqualTo(later);
    }

    @Test
    void givesTheKeyThatWasNamed() {
        ServerOptions options = Options.read(new GateCommandOptions(), List.of("s", "--key=secret"), call).server;

        assertThat(options.key()).isEqualTo("secret");
    }
}
