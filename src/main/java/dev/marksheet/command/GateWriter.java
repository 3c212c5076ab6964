package dev.marksheet.command;

import dev.marksheet.gate.GateBody;
import dev.marksheet.gate.GateCommands;
import dev.marksheet.gate.GateFormat;
import dev.marksheet.gate.GateJunit;
import dev.marksheet.gate.GateMarkdown;
import dev.marksheet.gate.GateResult;
import dev.marksheet.gate.GateText;
import dev.marksheet.gate.GateWords;
import dev.marksheet.gate.live.Gates;
import org.springframework.beans.factory.BeanFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes what a gate says, as the API does. */
final class GateWriter {

    private final BeanFactory beans;
    private final GateWords words;

    GateWriter(BeanFactory beans, Call call) {
        this.beans = beans;
        this.words = GateWords.in(call.language());
    }

    String text(GateResult gate, GateFormat format) {
        return switch (format) {
            case TEXT -> GateText.of(gate, words);
            case JSON -> beans.getBean(JsonMapper.class).writeValueAsString(body(gate)) + "\n";
            case MARKDOWN ->
                GateMarkdown.of(gate, words, beans.getBean(Gates.class).worst(gate), null);
            case JUNIT -> GateJunit.of(gate, words);
            case GITHUB -> GateCommands.of(gate, words);
        };
    }

    GateBody body(GateResult gate) {
        return GateBody.of(gate, words);
    }
}
