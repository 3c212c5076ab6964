package dev.marksheet.web.compare;

import dev.marksheet.query.Comparison;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Difference.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A whole comparison in one line: on which metrics a run is better or worse than the base. */
record Headline(List<String> better, List<String> worse, int undecided) {

    static Headline of(Comparison comparison) {
        List<String> better = named(comparison, Verdict.BETTER);
        List<String> worse = named(comparison, Verdict.WORSE);
        return new Headline(better, worse, comparison.metrics().size() - better.size() - worse.size());
    }

    private static List<String> named(Comparison comparison, Verdict verdict) {
        return comparison.metrics().entrySet().stream()
                .filter(entry -> entry.getValue().verdict() == verdict)
                .map(entry -> entry.getKey())
                .toList();
    }

    /** {@code better} or {@code worse} where all that is decided points one way, else {@code undecided}. */
    String verdict() {
        if (better.isEmpty() == worse.isEmpty()) {
            return "undecided";
        }
        return worse.isEmpty() ? "better" : "worse";
    }

    String text(Wording words) {
        if (better.isEmpty() && worse.isEmpty()) {
            return words.text("compare.headline.none", undecided);
        }
        List<String> parts = new ArrayList<>();
        if (!better.isEmpty()) {
            parts.add(words.text("compare.headline.better", better.size(), String.join(", ", better)));
        }
        if (!worse.isEmpty()) {
            parts.add(words.text("compare.headline.worse", worse.size(), String.join(", ", worse)));
        }
        if (undecided > 0) {
            parts.add(words.text("compare.headline.undecided", undecided));
        }
        return String.join(" · ", parts);
    }
}
