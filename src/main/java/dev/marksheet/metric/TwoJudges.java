package dev.marksheet.metric;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask.Rating;
import dev.marksheet.judge.JudgeTask.RatingKind;
import dev.marksheet.judge.Panel;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Evidence;
import dev.marksheet.session.Finding;
import dev.marksheet.session.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two differently worded judges rate side by side; a rating off the scale is asked for again. */
final class TwoJudges {

    private static final int MOST_ATTEMPTS = 5;

    private final List<Integer> scale;
    private final Panel panel;

    /** @param scale the legal ratings, rising from 0; the last one counts as 1 */
    TwoJudges(List<Integer> scale, Panel panel) {
        this.scale = scale;
        this.panel = panel;
    }

    /** The first task of a judge. */
    static Rating task(RatingKind kind, int judge, String question, String text, String reference) {
        return new Rating(kind, judge, 1, question, text, reference);
    }

    CompletableFuture<Score> score(Rating first, Rating second) {
        return rate(first).thenCombine(rate(second), (a, b) -> mark(List.of(a, b)));
    }

    /** What one judge came to: a rating, or why there is none. */
    private record Rated(Reply.@Nullable Number rating, String reason) {}

    private CompletableFuture<Rated> rate(Rating task) {
        return panel.ask(task)
                .handle((reply, fault) -> next(task, reply, fault))
                .thenCompose(rated -> rated);
    }

    private CompletableFuture<Rated> next(Rating task, Reply.@Nullable Number reply, @Nullable Throwable fault) {
        if (reply != null && scale.contains(reply.score())) {
            return CompletableFuture.completedFuture(new Rated(reply, reply.reason()));
        }
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause != null && !(cause instanceof JudgeException)) {
            return CompletableFuture.failedFuture(cause);
        }
        boolean hopeless = cause instanceof JudgeException refusal && !refusal.retryable();
        if (hopeless || task.attempt() == MOST_ATTEMPTS) {
            String why = cause == null ? "no rating on the scale " + scale : String.valueOf(cause.getMessage());
            return CompletableFuture.completedFuture(new Rated(null, why));
        }
        return rate(new Rating(
                task.kind(), task.judge(), task.attempt() + 1, task.question(), task.text(), task.reference()));
    }

    private Score mark(List<Rated> judges) {
        List<Integer> ratings = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < judges.size(); i++) {
            Rated rated = judges.get(i);
            Double rating = null;
            if (rated.rating() != null) {
                ratings.add(rated.rating().score());
                rating = (double) rated.rating().score();
            }
            findings.add(new Finding("judge " + (i + 1), null, rating, rated.reason(), null));
        }
        if (ratings.isEmpty()) {
            return new Score.Failed(
                    "neither of two judges gave a rating: " + judges.get(0).reason());
        }
        int top = scale.get(scale.size() - 1);
        double value = mean(ratings, top);
        String texts = ratings.stream().map(r -> r + "/" + top).collect(Collectors.joining(" and "));
        return new Score.Scored(
                value, Evidence.of("mean of " + texts + " = " + Figures.two(value), "ratings", findings));
    }

    /** The mean of the ratings, each divided by the top of the scale. */
    static double mean(List<Integer> ratings, int top) {
        return ratings.stream().mapToDouble(r -> (double) r / top).average().orElseThrow();
    }
}
