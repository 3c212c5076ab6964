package dev.marksheet;

import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Reads the words of all documents while the service starts, on its main thread. Later they would be read by whichever
 * thread needs them first: a virtual one can be put aside while it holds the jar's lock, and when the threads that load
 * classes meanwhile hold all processors' carriers and wait for that lock, nobody ever goes on.
 */
@Component
class MessageBundles {

    static final List<String> ALL = List.of(
            "advice.advice",
            "command.messages",
            "dataset.problems",
            "gate.gate",
            "job.faults",
            "judge.faults",
            "judge.local",
            "metric.reasons",
            "report.summary",
            "session.evidence",
            "session.exam",
            "web.messages",
            "webhook.messages");

    MessageBundles() {
        for (String bundle : ALL) {
            for (Language language : Language.values()) {
                Wording.of(bundle, language);
            }
        }
    }
}
