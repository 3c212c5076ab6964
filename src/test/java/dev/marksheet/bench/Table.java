package dev.marksheet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Goals beside figures. */
final class Table {

    private final List<Line> lines = new ArrayList<>();

    /**
     * One goal and what was measured.
     *
     * @param atLeast whether more is better
     * @param detail the figures behind the figure
     */
    record Line(String what, String unit, boolean atLeast, double goal, double figure, String detail) {

        boolean met() {
            return atLeast ? figure >= goal : figure <= goal;
        }

        String goalText() {
            return (atLeast ? "≥ " : "≤ ") + number(goal) + unit;
        }

        String figureText() {
            return number(figure) + unit;
        }

        private static String number(double value) {
            String pattern = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
            return String.format(Locale.ROOT, pattern, value);
        }
    }

    void atLeast(String what, double goal, double figure, String unit, String detail) {
        add(new Line(what, unit, true, goal, figure, detail));
    }

    void atMost(String what, double goal, double figure, String unit, String detail) {
        add(new Line(what, unit, false, goal, figure, detail));
    }

    private void add(Line line) {
        lines.add(line);
        System.err.printf(
                "%-4s %s: %s (goal %s; %s)%n",
                line.met() ? "ok" : "MISS", line.what(), line.figureText(), line.goalText(), line.detail());
    }

    boolean allMet() {
        return lines.stream().allMatch(Line::met);
    }

    /** @param heading what was measured, where and when */
    String markdown(String heading) {
        StringBuilder text = new StringBuilder(heading).append("\n\n");
        text.append("| what | goal | figure | met | behind it |\n|---|---:|---:|:---:|---|\n");
        for (Line line : lines) {
            text.append(String.format(
                    "| %s | %s | %s | %s | %s |%n",
                    line.what(), line.goalText(), line.figureText(), line.met() ? "yes" : "no", line.detail()));
        }
        return text.toString();
    }

    String json(String heading) {
        StringBuilder text =
                new StringBuilder("{\"run\": ").append(quoted(heading)).append(", \"lines\": [\n");
        for (Line line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "  {\"what\": %s, \"unit\": %s, \"goal\": \"%s\", \"limit\": %s, \"figure\": %s, \"met\": %s,"
                            + " \"detail\": %s}%s%n",
                    quoted(line.what()),
                    quoted(line.unit().strip()),
                    line.atLeast() ? "at least" : "at most",
                    line.goal(),
                    Double.isFinite(line.figure()) ? Double.toString(line.figure()) : "null",
                    line.met(),
                    quoted(line.detail()),
                    line.equals(lines.get(lines.size() - 1)) ? "" : ","));
        }
        return text.append("]}\n").toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
