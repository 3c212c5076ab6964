package dev.marksheet.metric;

import dev.marksheet.judge.Reply;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.evidence.Quote;
import dev.marksheet.session.text.Bounded;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passages as lines of evidence. */
final class Passages {

    private static final int EXCERPT_LENGTH = 200;

    private Passages() {}

    /** The passages as one text, as RAGAS joins them: with one line break between two. */
    static String joined(List<String> passages) {
        return String.join("\n", passages);
    }

    /** One finding per passage in rank order, from the verdict that was given on it alone. */
    static List<Finding> findings(List<String> passages, List<Reply.Verdict> verdicts) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i++) {
            Reply.Verdict verdict = verdicts.get(i);
            findings.add(new Finding(
                    excerpt(passages.get(i)),
                    verdict.verdict() ? 1 : 0,
                    verdict.risk(),
                    verdict.reason(),
                    ofRank(i, verdict.quote()),
                    verdict.troubles()));
        }
        return findings;
    }

    /** The beginning of a passage. */
    static String excerpt(String passage) {
        return Bounded.start(passage, EXCERPT_LENGTH);
    }

    /** A judge that saw one passage calls it number 0; among all passages it has its rank. */
    private static @Nullable Quote ofRank(int rank, @Nullable Quote quote) {
        return quote == null ? null : new Quote(rank, quote.start(), quote.end(), quote.text(), quote.found());
    }
}
