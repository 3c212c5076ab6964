package dev.marksheet.report;

import dev.marksheet.session.CallResult;
import dev.marksheet.session.JobId;
import dev.marksheet.session.Row;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.SessionId;
import dev.marksheet.session.evidence.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a row of {@code scores.csv} costs: text with quotes, line breaks and Chinese, about 1,200 characters. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class CsvTableBench {

    private static final String PASSAGE =
            "The \"old\" bridge was opened in 1894,\nafter eight years of work. 三个桥拱。".repeat(6);

    private final CsvTable table = new CsvTable(List.of("faithfulness", "context_recall"), false);
    private final List<Row> one = List.of(row());

    private static Row row() {
        SessionId session = new SessionId("bench");
        ScoreRequest request = new ScoreRequest(
                session,
                Sample.of("When did it open?", "In 1894.", List.of(PASSAGE, PASSAGE, PASSAGE), "1894"),
                List.of("faithfulness", "context_recall"),
                Map.of(),
                "local",
                "local");
        Map<String, Score> scores = Map.of(
                "faithfulness", new Score.Scored(2.0 / 3, Evidence.NONE),
                "context_recall", new Score.Scored(1, Evidence.NONE));
        CallResult result = new CallResult(scores, Map.of(), 12, 0.83);
        return new Row(1, new JobId("0123456789ab"), RunId.of(session), request, result, Instant.EPOCH);
    }

    @Benchmark
    public byte[] line() {
        return table.lines(one);
    }
}
