package dev.marksheet.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Language;
import dev.marksheet.threads.HandThreads;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the panel of a call keeps in mind beside the answers. */
class CallJudgeNotesTests {

    private static final List<String> PASSAGES = List.of("It rained.", "It snowed.");

    private final HandThreads threads = new HandThreads();
    private @Nullable JudgeException fault;
    private final Judge judge = new Judge() {
        @Override
        public <R> Judged<R> ask(JudgeTask<R> task) {
            if (fault != null) {
                throw fault;
            }
            Judged<R> answer = new FakeJudge().ask(task);
            return new Judged<>(answer.reply(), answer.usage(), List.of(written("first"), written("second")));
        }
    };
    private final FakeEmbedder embedder = new FakeEmbedder();
    private final SharedCallJudge panel = new SharedCallJudge(judge, embedder, PASSAGES, Language.EN, threads);

    private static JudgeReply written(String words) {
        return new JudgeReply("kind", null, words);
    }

    private void ask(String metric, JudgeTask<?> task) {
        panel.forMetric(metric).ask(task);
        threads.runAll();
    }

    @Test
    void keepsWhatTheJudgeWroteToEveryMetricThatAskedOrShared() {
        ask("a", new JudgeTask.Entities("Rain"));
        ask("b", new JudgeTask.Entities("Rain"));

        assertThat(panel.replies("a")).containsExactly(written("first"), written("second"));
        assertThat(panel.replies("b")).isEqualTo(panel.replies("a"));
        assertThat(panel.replies("c")).isEmpty();
    }

    @Test
    void saysWhichPassageAQuestionWasAbout() {
        ask("first", new JudgeTask.Usefulness("q", "It rained.", "r"));
        ask("second", new JudgeTask.Usefulness("q", "It snowed.", "r"));
        ask("none", new JudgeTask.Usefulness("q", "It shone.", "r"));
        ask("both", new JudgeTask.Support("q", List.of("s"), PASSAGES));

        assertThat(panel.replies("first")).extracting(JudgeReply::passage).containsOnly(0);
        assertThat(panel.replies("second")).extracting(JudgeReply::passage).containsOnly(1);
        assertThat(panel.replies("none")).extracting(JudgeReply::passage).containsOnlyNulls();
        assertThat(panel.replies("both")).extracting(JudgeReply::passage).containsOnlyNulls();
    }

    @Test
    void keepsTheFirstTwentyReplies() {
        IntStream.rangeClosed(1, 9).forEach(i -> ask("a", new JudgeTask.Entities("Rain " + i)));
        assertThat(panel.replies("a")).hasSize(18);

        IntStream.rangeClosed(10, 12).forEach(i -> ask("a", new JudgeTask.Entities("Rain " + i)));

        assertThat(panel.replies("a")).hasSize(JudgeReply.MAX_REPLIES);
    }

    @Test
    void keepsWhatTheJudgeWroteInVain() {
        fault = new JudgeException("no JSON", false, Usage.NONE, List.of(written("words")), null);

        ask("a", new JudgeTask.Usefulness("q", "It snowed.", "r"));

        assertThat(panel.replies("a")).containsExactly(new JudgeReply("kind", 1, "words"));
        assertThat(panel.outage()).isEmpty();
        assertThat(panel.stopping()).isFalse();
    }

    @Test
    void knowsThatTheEndpointServesNobody() {
        fault = JudgeException.outage("nobody is served", Usage.NONE, List.of());

        ask("a", new JudgeTask.Entities("Rain"));

        assertThat(panel.outage()).containsSame(fault);
        assertThat(panel.stopping()).isFalse();
    }

    @Test
    void knowsThatTheProcessIsAboutToEnd() {
        threads.refuseWith(new RejectedExecutionException());

        panel.forMetric("a").embed(List.of("Rain"));

        assertThat(panel.stopping()).isTrue();
        assertThat(panel.outage()).isEmpty();
    }

    @Test
    void failsAllWhoAskForATextThatCouldNotBeEmbedded() {
        SharedCallJudge broken = new SharedCallJudge(
                judge,
                texts -> {
                    throw JudgeException.outage("nobody is served", Usage.NONE, List.of());
                },
                PASSAGES,
                Language.EN,
                threads);
        CompletableFuture<List<double[]>> first = broken.forMetric("a").embed(List.of("Rain"));
        CompletableFuture<List<double[]>> second = broken.forMetric("b").embed(List.of("Snow", "Rain"));

        threads.runAll();

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(broken.outage()).isPresent();
    }

    @Test
    void interruptsWhatStillRunsWhenItIsClosed() {
        CompletableFuture<Reply.StatementList> answer = panel.forMetric("a").ask(new JudgeTask.Entities("Rain"));

        panel.close();

        assertThat(answer).isCompletedExceptionally();
        threads.runAll();
        assertThat(panel.replies("a")).isEmpty();
    }

    @Test
    void readsCosinesAsTheEmbedderDoes() {
        Reply.Scale scale = new Reply.Scale(0.1, 0.9);
        Embedder measured = new Embedder() {
            @Override
            public Judged<List<double[]>> embed(List<String> texts) {
                return embedder.embed(texts);
            }

            @Override
            public Reply.Scale scale(Reply.ProbeKind kind) {
                return scale;
            }
        };

        assertThat(new SharedCallJudge(judge, measured, PASSAGES, Language.EN, threads)
                        .forMetric("a")
                        .scale(Reply.ProbeKind.ANSWER))
                .isSameAs(scale);
        assertThat(panel.forMetric("a").scale(Reply.ProbeKind.ANSWER)).isNull();
    }
}
