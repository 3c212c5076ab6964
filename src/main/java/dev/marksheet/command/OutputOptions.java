package dev.marksheet.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the commands that end with a gate's verdict write it, and how. */
final class OutputOptions {

    @Option(names = "--junit")
    @Nullable
    Path junit;

    @Option(names = "--markdown")
    @Nullable
    Path markdown;

    @Option(names = "--format")
    @Nullable
    String format;

    @Option(names = "--json")
    boolean json;
}
