package dev.marksheet.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What stands behind {@code backup}. */
@Command(name = "backup")
final class BackupOptions {

    @Option(names = "--json")
    boolean json;

    @Mixin
    ServerOptions server = new ServerOptions();
}
