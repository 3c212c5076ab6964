package dev.marksheet.command;

import java.util.List;
import java.util.stream.IntStream;

/** Sets cells in columns for a screen: the first two to the left, figures to the right. Pure. */
final class TextTable {

    private static final int WORDS = 2;

    private TextTable() {}

    static String of(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                String blanks = " ".repeat(widths[column] - width(cell));
                line.append(column == 0 ? "" : "  ").append(column < WORDS ? cell + blanks : blanks + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    /** Chinese characters take two places. */
    private static int width(String text) {
        return text.codePoints()
                .map(c ->
                        Character.isIdeographic(c) || c >= 0xFF00 && c <= 0xFF60 || c >= 0x3000 && c <= 0x303F ? 2 : 1)
                .sum();
    }
}
