package dev.marksheet.job.record;

import dev.marksheet.advice.Diagnosis;
import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.SessionReport;
import dev.marksheet.store.AdviceVersions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was advised before the advice changed, so that a report can say what is new. Safe for use by many threads. */
final class AdviceHistory {

    private static final Logger LOG = LoggerFactory.getLogger(AdviceHistory.class);

    private final AdviceVersions versions;

    AdviceHistory(AdviceVersions versions) {
        this.versions = versions;
    }

    /**
     * Told of every change of a session's figures once it is durable. The history is a comfort: no call fails with it. What
     * the first few calls hinted at is no history.
     */
    void changed(SessionReport before, SessionReport after) {
        List<AdviceCard> old = Diagnosis.of(before, before.ranges());
        if (before.counts().ended() < Diagnosis.MIN_CALLS
                || kinds(old).equals(kinds(Diagnosis.of(after, after.ranges())))) {
            return;
        }
        versions.keep(before.run(), AdviceVersion.of(before.counts().ended(), old))
                .exceptionally(e -> {
                    LOG.warn(
                            "The advice before is not kept for {} ({})",
                            before.run().value(),
                            e.getMessage());
                    return null;
                });
    }

    private static Map<String, String> kinds(List<AdviceCard> cards) {
        return cards.stream().collect(Collectors.toMap(AdviceCard::id, AdviceCard::certainty));
    }
}
