package dev.marksheet.web.gate;

import dev.marksheet.gate.GateWords;
import dev.marksheet.gate.live.Gates;
import dev.marksheet.session.SessionReport;
import dev.marksheet.session.text.Language;
import dev.marksheet.web.Words;
import dev.marksheet.web.gate.GatePanel.Mark;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows how the gates of sessions stand. Safe for use by many threads at once. */
@Component
public class GatePanels {

    private final Gates gates;

    GatePanels(Gates gates) {
        this.gates = gates;
    }

    /** The gate that was set for a session; null where none was. */
    public @Nullable GatePanel of(SessionReport report, Language language) {
        return gates.standing(report)
                .map(result -> GatePanel.of(result, GateWords.in(language), Words.in(language)))
                .orElse(null);
    }

    /** Its verdict alone. */
    public @Nullable Mark mark(SessionReport report, Language language) {
        return gates.standing(report)
                .map(result -> Mark.of(result.verdict(), GateWords.in(language)))
                .orElse(null);
    }
}
