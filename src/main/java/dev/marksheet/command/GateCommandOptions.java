package dev.marksheet.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What stands behind {@code gate}. */
@Command(name = "gate")
final class GateCommandOptions {

    @Parameters(index = "0", paramLabel = "SESSION")
    String session = "";

    @Parameters(index = "1..*", paramLabel = "METRIC=THRESHOLD")
    List<String> criteria = new ArrayList<>();

    @Option(names = "--wait")
    @Nullable
    String wait;

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    GateOptions gate = new GateOptions();

    @Mixin
    ServerOptions server = new ServerOptions();
}
