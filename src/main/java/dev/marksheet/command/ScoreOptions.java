package dev.marksheet.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What stands behind {@code score}. */
@Command(name = "score")
final class ScoreOptions {

    @Parameters(index = "0", paramLabel = "FILE")
    Path file = Path.of("");

    @Option(names = "--session")
    @Nullable
    String session;

    @Option(names = "--dataset")
    @Nullable
    String dataset;

    @Option(names = "--column", paramLabel = "FIELD=COLUMN")
    Map<String, String> columns = new LinkedHashMap<>();

    @Option(names = "--partial")
    boolean partial;

    @Option(names = "--add")
    boolean add;

    @Option(names = "--retry")
    boolean retry;

    @Option(names = "--metrics", split = ",")
    List<String> metrics = new ArrayList<>();

    @Option(names = "--judge-model")
    @Nullable
    String judgeModel;

    @Option(names = "--embedding-model")
    @Nullable
    String embeddingModel;

    @Option(names = "--name")
    @Nullable
    String name;

    @Option(names = "--label", paramLabel = "KEY=VALUE")
    Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--budget")
    @Nullable
    Double budget;

    @Option(names = "--timeout")
    @Nullable
    String timeout;

    @Option(names = "--out")
    @Nullable
    Path out;

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    GateOptions gate = new GateOptions();
}
