package dev.marksheet.command;

import dev.marksheet.gate.GateFormat;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * A command that is being carried out.
 *
 * @param settings those of Marksheet and Spring, as they were given: {@code --marksheet.outputs-dir=…}
 */
record Call(Terminal terminal, Language language, List<String> settings, Commands.Starter starter) {

    private static final Logger LOG = LoggerFactory.getLogger(Call.class);

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
        try {
            return starter.start(works, settings);
        } catch (RuntimeException e) {
            LOG.debug("Nothing was started", e);
            throw refusal("start.failed." + (works ? "score" : "look"));
        }
    }

    /** Where all is kept that a command looks at. */
    String outputs(BeanFactory beans) {
        return beans.getBean(Environment.class).getProperty("marksheet.outputs-dir", "outputs");
    }

    /** @throws RefusedException if it is no time */
    @Nullable
    Duration duration(String option, @Nullable String given) {
        try {
            return given == null ? null : DurationStyle.detectAndParse(given, ChronoUnit.SECONDS);
        } catch (IllegalArgumentException e) {
            throw refusal("time", option, given);
        }
    }

    /** @throws RefusedException if there is no such format */
    GateFormat format(@Nullable String given, boolean json) {
        String name = json ? GateFormat.JSON.wireName() : given;
        return name == null ? GateFormat.TEXT : GateFormat.ofWireName(name).orElseThrow(() -> refusal("format", name));
    }
}
