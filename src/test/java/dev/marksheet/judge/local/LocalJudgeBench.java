package dev.marksheet.judge.local;

import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Usage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the local judge costs, without embeddings. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class LocalJudgeBench {

    private static final String EN_PASSAGE =
            "The old bridge over the river was opened in 1894 after eight years of work."
                    + " A storm had delayed it, and the steel came late from the other coast. Its three arches carry trams.";
    private static final String EN_ANSWER =
            "The bridge opened in 1894. It took eight years to build. It carries trams.";
    private static final String ZH_PASSAGE = "这座老桥历时八年,于1894年通车。一场风暴曾使工程延误,钢材也从对岸迟到。三个桥拱上有电车通行。";
    private static final String ZH_ANSWER = "这座桥于1894年通车。它建了八年。桥上有电车通行。";

    @Param({"en", "zh"})
    public String language = "en";

    private final Judge judge = new LocalJudge(texts ->
            new Judged<>(texts.stream().map(text -> new double[] {1}).toList(), Usage.NONE));

    private String answer() {
        return language.equals("en") ? EN_ANSWER : ZH_ANSWER;
    }

    private List<String> passages() {
        String passage = language.equals("en") ? EN_PASSAGE : ZH_PASSAGE;
        return List.of(passage, passage.substring(20), passage.substring(10));
    }

    @Benchmark
    public Reply.StatementList statements() {
        return judge.ask(new JudgeTask.Statements("When did it open?", answer()))
                .reply();
    }

    /** Faithfulness: the answer's statements against three passages. */
    @Benchmark
    public Reply.Verdicts support() {
        return judge.ask(new JudgeTask.Support("When did it open?", statements().items(), passages()))
                .reply();
    }

    @Benchmark
    public Reply.Classes classification() {
        List<String> statements = statements().items();
        return judge.ask(new JudgeTask.Classification("When did it open?", statements, statements))
                .reply();
    }
}
