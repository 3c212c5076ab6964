package dev.marksheet.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which service is asked, and as whom. */
final class ServerOptions {

    private static final String KEY = "MARKSHEET_KEY";

    @Option(names = "--server")
    @Nullable
    String server;

    @Option(names = "--key")
    private @Nullable String key;

    /** The key that was given or stands in the environment; null for none. */
    @Nullable
    String key() {
        return key == null ? System.getenv(KEY) : key;
    }
}
