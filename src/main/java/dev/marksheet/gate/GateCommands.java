package dev.marksheet.gate;

/** Writes a gate's result as workflow commands, which GitHub shows beside a run. Pure. */
public final class GateCommands {

    private GateCommands() {}

    public static String of(GateResult result, GateWords words) {
        StringBuilder text = new StringBuilder();
        GateLine.of(result, words).forEach(line -> command(text, line.verdict(), line.asked(), line.reason()));
        command(text, result.verdict(), result.session().value(), GateText.drawn(result, words));
        return text.toString();
    }

    private static void command(StringBuilder text, GateVerdict verdict, String title, String message) {
        String level = switch (verdict) {
            case PASS -> "notice";
            case FAIL -> "error";
            case UNDECIDED -> "warning";
        };
        text.append("::")
                .append(level)
                .append(" title=")
                .append(property(title))
                .append("::")
                .append(data(verdict.name() + ": " + message))
                .append('\n');
    }

    /** As the runner reads it back (actions/toolkit, packages/core, command.ts). */
    private static String data(String text) {
        return Lines.one(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
