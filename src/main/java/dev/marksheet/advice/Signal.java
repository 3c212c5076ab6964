package dev.marksheet.advice;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.Score;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** The signs of trouble: what each needs, when it shows, whom it points to and how much it matters (0..1). */
enum Signal {
    RETRIEVAL_MISS("retriever", 1.0, Signal.RECALL, List.of(Signal.RECALL), c -> low(c, Signal.RECALL) && !isRight(c)),
    RANKING_NOISE(
            "ranking",
            0.6,
            Signal.PRECISION,
            List.of(Signal.PRECISION, Signal.RECALL),
            c -> low(c, Signal.PRECISION) && !low(c, Signal.RECALL)),
    HALLUCINATION_DESPITE_CONTEXT(
            "prompt",
            1.0,
            Signal.FAITHFULNESS,
            List.of(Signal.FAITHFULNESS),
            c -> low(c, Signal.FAITHFULNESS) && !low(c, Signal.RECALL) && !isRight(c)),
    HALLUCINATION_WITHOUT_CONTEXT(
            "prompt",
            0.8,
            Signal.FAITHFULNESS,
            List.of(Signal.FAITHFULNESS, Signal.RECALL),
            c -> low(c, Signal.FAITHFULNESS) && low(c, Signal.RECALL) && !isRight(c)),
    OFF_TOPIC(
            "prompt",
            0.8,
            Signal.RELEVANCY,
            List.of(Signal.RELEVANCY),
            c -> low(c, Signal.RELEVANCY) && !evasive(c) && !isNearTheTruth(c)),
    EVASIVE(
            "prompt",
            0.7,
            Signal.RELEVANCY,
            List.of(Signal.RELEVANCY),
            c -> evasive(c) && !low(c, Signal.RECALL) && !isNearTheTruth(c)),
    WRONG_BUT_GROUNDED(
            "model",
            0.7,
            Signal.CORRECTNESS,
            List.of(Signal.CORRECTNESS, Signal.FAITHFULNESS, Signal.RECALL),
            c -> low(c, Signal.CORRECTNESS) && good(c, Signal.FAITHFULNESS) && good(c, Signal.RECALL) && !evasive(c)),
    RIGHT_WITHOUT_CONTEXT(
            "data",
            0.3,
            Signal.RECALL,
            List.of(Signal.CORRECTNESS, Signal.RECALL),
            c -> good(c, Signal.CORRECTNESS) && low(c, Signal.RECALL)),
    JUDGE_FAILED("judge", 0.9, "", List.of(), c -> c.error() != null),
    INJECTION("data", 0.6, "", List.of(), c -> !c.injections().isEmpty()),
    MISSING_INPUTS("data", 0.15, "", List.of(), Signal::lacksInputs);

    /** RAGAS adds a tiny number to a divisor, which leaves a precision of one half a hair below it. */
    private static final double ROUNDING = 1e-6;

    private static final String RECALL = "context_recall";
    private static final String PRECISION = "context_precision";
    static final String FAITHFULNESS = "faithfulness";
    private static final String RELEVANCY = "answer_relevancy";
    private static final String CORRECTNESS = "answer_correctness";
    private static final String SIMILARITY = "answer_similarity";

    final String part;
    final double severity;
    final String metric;
    private final List<String> needs;
    private final Predicate<CallResult> rule;

    Signal(String part, double severity, String metric, List<String> needs, Predicate<CallResult> rule) {
        this.part = part;
        this.severity = severity;
        this.metric = metric;
        this.needs = needs;
        this.rule = rule;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isEligible(CallResult call) {
        return needs.stream().allMatch(metric -> value(call, metric).isPresent());
    }

    boolean shows(CallResult call) {
        return rule.test(call);
    }

    /** The score, unless its judge had no good means for it: nothing is concluded from such a one. */
    private static OptionalDouble value(CallResult call, String metric) {
        Score score = call.scores().get(metric);
        return score != null && score.evidence().isFirm() ? call.value(metric) : OptionalDouble.empty();
    }

    /** An answer that says what the ground truth says is no fault of retriever or prompt, whatever else is low. */
    private static boolean isRight(CallResult call) {
        return good(call, CORRECTNESS) || alike(call);
    }

    /** An answer that says half of what the ground truth says neither leaves the question nor evades it. */
    private static boolean isNearTheTruth(CallResult call) {
        OptionalDouble value = value(call, CORRECTNESS);
        return value.isPresent() && value.getAsDouble() >= Signals.POOR || alike(call);
    }

    private static boolean alike(CallResult call) {
        OptionalDouble value = value(call, SIMILARITY);
        return value.isPresent() && value.getAsDouble() >= Signals.ALIKE;
    }

    private static boolean low(CallResult call, String metric) {
        OptionalDouble value = value(call, metric);
        return value.isPresent() && value.getAsDouble() < Signals.POOR - ROUNDING;
    }

    private static boolean good(CallResult call, String metric) {
        OptionalDouble value = value(call, metric);
        return value.isPresent() && value.getAsDouble() >= Signals.GOOD;
    }

    private static boolean evasive(CallResult call) {
        OptionalDouble value = value(call, RELEVANCY);
        return value.isPresent() && value.getAsDouble() <= Signals.EVADED;
    }

    private static boolean lacksInputs(CallResult call) {
        return call.scores().values().stream()
                .anyMatch(score -> score instanceof Score.Skipped skipped
                        && !skipped.missing().isEmpty());
    }
}
