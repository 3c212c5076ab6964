package dev.marksheet.command;

import dev.marksheet.session.text.Language;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a command writes and what it starts: nothing, but for a note of how it was to be started. */
final class Written {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final List<String> started = new ArrayList<>();

    private final Commands.Starter starter = (works, settings) -> {
        started.add(works + " " + String.join(" ", settings));
        throw new IllegalStateException("a test starts nothing");
    };

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    Commands commands(Locale locale) {
        return new Commands(stream(out), stream(err), locale, starter);
    }

    /** A call on a terminal that nobody looks at. */
    Call call() {
        return call(Language.EN, false);
    }

    Call call(Language language, boolean live) {
        return new Call(new Terminal(stream(out), stream(err), live), language, List.of(), starter);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
