package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The panel of one call: equal questions of its metrics are asked once, and no text is embedded twice, whether the answer
 * is there already or still on its way. A question that failed has failed for all who ask it. Whatever still runs when it
 * is closed is interrupted. Safe for use by many threads at once; asking never blocks.
 */
public final class SharedCallJudge implements AutoCloseable {

    private final Judge judge;
    private final Embedder embedder;
    private final List<String> passages;
    private final RunningTasks questions;
    private final Map<JudgeTask<?>, CompletableFuture<Judged<Object>>> answers = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<double[]>> vectors = new ConcurrentHashMap<>();
    private final Map<String, Usage> usage = new ConcurrentHashMap<>();
    private final Map<String, List<JudgeReply>> replies = new ConcurrentHashMap<>();
    private volatile @Nullable JudgeException outage;
    private volatile boolean stopping;

    /**
     * @param passages the contexts of the call: replies to a question about one of them say which
     * @param language of the words for what went wrong here
     * @param executor runs the questions, each of which blocks its thread until it is answered
     */
    public SharedCallJudge(
            Judge judge, Embedder embedder, List<String> passages, Language language, Executor executor) {
        this.judge = judge;
        this.embedder = embedder;
        this.passages = List.copyOf(passages);
        this.questions = new RunningTasks(executor, language);
    }

    /** The panel as one metric sees it; what it asks first is booked to it. */
    public CallJudge forMetric(String metric) {
        return new View(metric);
    }

    /** What each metric has cost so far; an answer that another metric had asked for counts as shared. */
    public Map<String, Usage> usage() {
        return Map.copyOf(usage);
    }

    /**
     * Ends the call: questions that are running are interrupted, those not begun never begin, and their futures fail with
     * {@code reason} and the last fault that was seen. Answers that are there stay.
     */
    public void stop(String reason) {
        questions.stop(reason);
    }

    @Override
    public void close() {
        questions.stop("the call is over");
    }

    /** What the judge wrote to a metric's questions so far, shared answers included; at most {@link JudgeReply#MAX_REPLIES}. */
    public List<JudgeReply> replies(String metric) {
        return replies.getOrDefault(metric, List.of());
    }

    private void keep(String metric, JudgeTask<?> task, List<JudgeReply> words) {
        if (words.isEmpty()) {
            return;
        }
        Integer passage = passage(task);
        replies.compute(metric, (name, known) -> {
            List<JudgeReply> all = new ArrayList<>(known == null ? List.of() : known);
            words.forEach(reply -> all.add(reply.about(passage)));
            return List.copyOf(all.subList(0, Math.min(all.size(), JudgeReply.MAX_REPLIES)));
        });
    }

    private @Nullable Integer passage(JudgeTask<?> task) {
        int index =
                task.passages().size() == 1 ? passages.indexOf(task.passages().get(0)) : -1;
        return index < 0 ? null : Integer.valueOf(index);
    }

    /** Why the endpoint answers nobody, as a question of this call has met it; empty when none has. */
    public Optional<JudgeException> outage() {
        return Optional.ofNullable(outage);
    }

    /** Whether a question of this call failed since the process is about to end. */
    public boolean stopping() {
        return stopping;
    }

    private Throwable noted(Throwable failure) {
        if (failure instanceof JudgeException inVain && inVain.stopping()) {
            stopping = true;
        }
        if (failure instanceof JudgeException inVain && inVain.outage()) {
            outage = inVain;
        }
        return failure;
    }

    private void book(String metric, Usage cost) {
        usage.merge(metric, cost, Usage::plus);
    }

    private <T> void settle(CompletableFuture<T> target, CompletableFuture<T> source) {
        source.whenComplete((value, failure) -> {
            if (failure == null) {
                target.complete(value);
            } else {
                target.completeExceptionally(noted(failure));
            }
        });
    }

    private final class View implements CallJudge {

        private final String metric;

        View(String metric) {
            this.metric = metric;
        }

        @Override
        public Reply.@Nullable Scale scale(Reply.ProbeKind kind) {
            return embedder.scale(kind);
        }

        @Override
        @SuppressWarnings("unchecked")
        public <R> CompletableFuture<R> ask(JudgeTask<R> task) {
            CompletableFuture<Judged<Object>> mine = new CompletableFuture<>();
            CompletableFuture<Judged<Object>> first = answers.putIfAbsent(task, mine);
            if (first != null) {
                book(metric, Usage.SHARED);
                return (CompletableFuture<R>) reply(task, first);
            }
            settle(mine, questions.ask(() -> (Judged<Object>) judge.ask(task), cost -> book(metric, cost)));
            return (CompletableFuture<R>) reply(task, mine);
        }

        /** The reply alone; what the judge wrote is kept before anyone goes on with it. */
        private CompletableFuture<Object> reply(JudgeTask<?> task, CompletableFuture<Judged<Object>> answer) {
            CompletableFuture<Object> reply = answer.whenComplete((found, failure) -> {
                        if (found != null) {
                            keep(metric, task, found.words());
                        } else if (failure instanceof JudgeException inVain) {
                            keep(metric, task, inVain.words());
                        }
                    })
                    .thenApply(Judged::reply);
            return RunningTasks.relay(reply);
        }

        @Override
        public CompletableFuture<List<double[]>> embed(List<String> texts) {
            Set<String> distinct = new LinkedHashSet<>(texts);
            Map<String, CompletableFuture<double[]>> missing = new LinkedHashMap<>();
            for (String text : distinct) {
                CompletableFuture<double[]> mine = new CompletableFuture<>();
                if (vectors.putIfAbsent(text, mine) == null) {
                    missing.put(text, mine);
                } else {
                    book(metric, Usage.SHARED);
                }
            }
            if (!missing.isEmpty()) {
                embed(missing);
            }
            return all(texts);
        }

        private void embed(Map<String, CompletableFuture<double[]>> missing) {
            List<String> batch = List.copyOf(missing.keySet());
            questions
                    .ask(() -> embedder.embed(batch), cost -> book(metric, cost))
                    .whenComplete((found, failure) -> {
                        if (failure != null) {
                            Throwable noted = noted(failure);
                            missing.values().forEach(vector -> vector.completeExceptionally(noted));
                            return;
                        }
                        Iterator<double[]> vector = found.reply().iterator();
                        missing.values().forEach(future -> future.complete(vector.next()));
                    });
        }

        private CompletableFuture<List<double[]>> all(List<String> texts) {
            List<CompletableFuture<double[]>> each =
                    texts.stream().map(vectors::get).toList();
            CompletableFuture<List<double[]>> together = CompletableFuture.allOf(each.toArray(CompletableFuture[]::new))
                    .thenApply(done -> {
                        List<double[]> found = new ArrayList<>(each.size());
                        each.forEach(vector -> found.add(vector.join()));
                        return List.copyOf(found);
                    });
            return RunningTasks.relay(together);
        }
    }
}
