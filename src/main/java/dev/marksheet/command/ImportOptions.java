package dev.marksheet.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What stands behind {@code import}. */
@Command(name = "import")
final class ImportOptions {

    @Parameters(index = "0", paramLabel = "OLD_OUTPUTS")
    String folder = "";

    @Option(names = "--json")
    boolean json;
}
