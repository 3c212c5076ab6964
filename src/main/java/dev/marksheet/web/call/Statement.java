package dev.marksheet.web.call;

import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Bounded;
import dev.marksheet.statistics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of evidence as a page shows it.
 *
 * @param key what it has in common with its quote and with its place in a text, such as {@code faithfulness-2}
 * @param css {@code yes}, {@code no} or {@code none}
 * @param quote the words it rests on; null without any
 * @param passage number of the passage with these words, from 1; null when they stand in none
 * @param madeUp whether the judge quoted words that stand nowhere
 * @param label what the passages say of it; null where the judge did not tell
 * @param troubles the kinds of trouble that the judge saw in it
 */
record Statement(
        String key,
        String text,
        String css,
        @Nullable String value,
        @Nullable String reason,
        @Nullable String quote,
        @Nullable Integer passage,
        boolean madeUp,
        @Nullable String label,
        List<String> troubles) {

    /** Lines of evidence of one kind, such as {@code statements}. */
    record Group(String kind, List<Statement> statements, int left) {}

    private static final int MAX_STATEMENTS = 100;
    private static final int MAX_WORDS = 600;

    static List<Group> groups(String metric, Evidence evidence) {
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, List<Finding>> findings : evidence.findings().entrySet()) {
            String kind = findings.getKey();
            List<Statement> shown = new ArrayList<>();
            for (Finding finding : findings.getValue()
                    .subList(0, Math.min(MAX_STATEMENTS, findings.getValue().size()))) {
                shown.add(of(key(metric, kind, shown.size()), finding));
            }
            groups.add(new Group(kind, shown, findings.getValue().size() - shown.size()));
        }
        return groups;
    }

    /** Kinds are told apart only where a metric has several that may be marked in one text. */
    static String key(String metric, String kind, int index) {
        return metric + "-" + (kind.equals("statements") ? "" : kind + "-") + (index + 1);
    }

    static Statement of(String key, Finding finding) {
        Quote quote = finding.quote();
        return new Statement(
                key,
                cut(finding.text()),
                css(finding),
                finding.value() == null ? null : Figure.of(finding.value()),
                finding.reason(),
                quote == null ? null : cut(quote.text()),
                quote != null && quote.found() ? quote.passage() + 1 : null,
                quote != null && !quote.found(),
                finding.label(),
                finding.troubles());
    }

    /** How its place in a text is marked: by its verdict and, where that is a no, by what kind of no. */
    static String mark(Finding finding) {
        String label = finding.label();
        return css(finding).equals("no") && label != null ? "no " + label : css(finding);
    }

    static String css(Finding finding) {
        Integer verdict = finding.verdict();
        if (verdict == null) {
            return "none";
        }
        return verdict == 1 ? "yes" : "no";
    }

    private static String cut(String words) {
        return Bounded.cut(words, MAX_WORDS);
    }
}
