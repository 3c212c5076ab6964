package dev.marksheet.command;

import dev.marksheet.session.Language;
import dev.marksheet.session.Wording;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A command that is being carried out.
 *
 * @param settings those of Marksheet and Spring, as they were given: {@code --marksheet.outputs-dir=…}
 */
record Call(Terminal terminal, Language language, List<String> settings, Commands.Starter starter) {

    static final String BUNDLE = "command.messages";

    String text(String key, Object... values) {
        return Wording.of(BUNDLE, language).text(key, values);
    }

    /** Says something to whoever looks on. */
    void say(String key, Object... values) {
        terminal.err().println(text(key, values));
    }

    RefusedException refusal(String key, Object... values) {
        return new RefusedException(text(key, values));
    }

    /**
     * All that a service has but its doors.
     *
     * @param works whether calls are scored
     */
    ConfigurableApplicationContext start(boolean works) {
        return starter.start(works, settings);
    }
}
