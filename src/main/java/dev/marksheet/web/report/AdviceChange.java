package dev.marksheet.web.report;

import dev.marksheet.session.AdviceCard;
import dev.marksheet.session.AdviceVersion;
import dev.marksheet.session.AdviceVersion.Finding;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import dev.marksheet.web.Words;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the advice differs from that before its last change. */
final class AdviceChange {

    /** They say how much is known, not what is wrong. */
    private static final Set<String> NO_FINDING = Set.of("few_calls", "all_fine");

    private final @Nullable AdviceVersion before;
    private final List<AdviceCard> now;
    private final Language language;
    private final Wording words;

    /** @param before the advice before; null while it has been the same from the first call on */
    AdviceChange(@Nullable AdviceVersion before, List<AdviceCard> now, Language language) {
        this.before = before;
        this.now = now;
        this.language = language;
        this.words = Words.in(language);
    }

    /** Whether a card is new or was less or more certain, in words; empty where nothing changed. */
    String of(AdviceCard card) {
        if (before == null || NO_FINDING.contains(card.id())) {
            return "";
        }
        for (Finding old : before.findings()) {
            if (old.id().equals(card.id())) {
                return old.certainty().equals(card.certainty())
                        ? ""
                        : words.text("advice.was", words.text("certainty." + old.certainty()), before.calls());
            }
        }
        return words.text("advice.new", before.calls());
    }

    /** What was found before and is found no more; null when nothing was. */
    AdviceView.@Nullable Change gone() {
        if (before == null) {
            return null;
        }
        Set<String> ids = now.stream().map(AdviceCard::id).collect(Collectors.toSet());
        List<String> gone = before.findings().stream()
                .filter(old -> !ids.contains(old.id()) && !NO_FINDING.contains(old.id()))
                .map(old -> old.in(language))
                .toList();
        return gone.isEmpty() ? null : new AdviceView.Change(words.text("advice.gone", before.calls()), gone);
    }
}
