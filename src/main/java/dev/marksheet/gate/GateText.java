package dev.marksheet.gate;

/** Writes a gate's result for a terminal: one line a criterion, the verdict last. Pure. */
public final class GateText {

    private GateText() {}

    public static String of(GateResult result, GateWords words) {
        StringBuilder text = new StringBuilder();
        GateLine.of(result, words)
                .forEach(line -> text.append(words.text(line.verdict().name()))
                        .append("  ")
                        .append(line.asked())
                        .append("  ")
                        .append(line.reason())
                        .append('\n'));
        return text.append(total(result, words)).append('\n').toString();
    }

    /** The verdict with what it is drawn from. */
    static String total(GateResult result, GateWords words) {
        Progress progress = result.progress();
        return words.text(
                "total",
                words.text(result.verdict().name()),
                progress.counted(),
                words.text(
                        "rule." + result.question().rule().wireName(),
                        Verdicts.plain(result.question().alpha())));
    }
}
