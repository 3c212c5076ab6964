package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.Failures;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask.Rating;
import dev.marksheet.judge.JudgeTask.RatingKind;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Two differently worded judges rate side by side; a rating off the scale is asked for again. */
final class TwoJudges {

    /** RAGAS's own number of attempts of each judge. */
    private static final int USUAL_ATTEMPTS = 5;

    private static final int MOST_ATTEMPTS = 20;

    private final List<Integer> scale;
    private final CallJudge panel;
    private final Wording words;
    private final int attempts;

    /**
     * @param scale the legal ratings, rising from 0; the last one counts as 1
     * @param attempts how often each judge is asked at most
     */
    TwoJudges(List<Integer> scale, CallJudge panel, Wording words, int attempts) {
        this.scale = scale;
        this.panel = panel;
        this.words = words;
        this.attempts = attempts;
    }

    /** How often each judge is asked at most, as the call's parameters say; refuses all others. */
    static int attempts(String metric, Map<String, Object> values) {
        Parameters parameters = new Parameters(metric, values);
        int attempts = parameters.integer("max_retries", USUAL_ATTEMPTS, 1, MOST_ATTEMPTS);
        parameters.end();
        return attempts;
    }

    /** The first task of a judge. */
    static Rating task(RatingKind kind, int judge, String question, String text, String reference) {
        return new Rating(kind, judge, 1, question, text, reference);
    }

    CompletableFuture<Score> score(Rating first, Rating second) {
        return rate(first, attempts).thenCombine(rate(second, attempts), (a, b) -> mark(first.kind(), List.of(a, b)));
    }

    /** What one judge came to: a rating, or why there is none. */
    private record Rated(Reply.@Nullable Number rating, String reason) {}

    /** @param left how many attempts there are left, this one included */
    private CompletableFuture<Rated> rate(Rating task, int left) {
        return panel.ask(task)
                .handle((reply, fault) -> next(task, left, reply, fault))
                .thenCompose(rated -> rated);
    }

    private CompletableFuture<Rated> next(
            Rating task, int left, Reply.@Nullable Number reply, @Nullable Throwable fault) {
        if (reply != null && scale.contains(reply.score())) {
            return CompletableFuture.completedFuture(new Rated(reply, reply.reason()));
        }
        Throwable cause = Failures.cause(fault);
        if (cause != null && !(cause instanceof JudgeException)) {
            return CompletableFuture.failedFuture(cause);
        }
        int next = left - spent(cause);
        if (next <= 0) {
            String why = cause == null ? words.text("ratings.off_scale", scale) : String.valueOf(cause.getMessage());
            return CompletableFuture.completedFuture(new Rated(null, why));
        }
        Rating again = new Rating(
                task.kind(), task.judge(), task.attempt() + 1, task.question(), task.text(), task.reference());
        return rate(again, next);
    }

    /** Requests that the judge itself has made in vain are attempts too, or the two numbers would multiply. */
    private int spent(@Nullable Throwable cause) {
        if (!(cause instanceof JudgeException refusal)) {
            return 1;
        }
        return refusal.retryable()
                ? (int) Math.max(1, Math.min(attempts, refusal.usage().requests()))
                : attempts;
    }

    private Score mark(RatingKind kind, List<Rated> judges) {
        List<Integer> ratings = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < judges.size(); i++) {
            Rated rated = judges.get(i);
            Double rating = null;
            if (rated.rating() != null) {
                ratings.add(rated.rating().score());
                rating = (double) rated.rating().score();
            }
            findings.add(new Finding(words.text(judge(kind, i + 1), i + 1), null, rating, rated.reason(), null));
        }
        if (ratings.isEmpty()) {
            return new Score.Failed(words.text("ratings.none", judges.get(0).reason()));
        }
        int top = scale.get(scale.size() - 1);
        double value = mean(ratings, top);
        List<String> texts = ratings.stream().map(r -> r + "/" + top).toList();
        String formula = words.text("ratings.mean", Reasons.sentence(texts, words), Figure.of(value));
        return new Score.Scored(value, Evidence.of(formula, "ratings", findings));
    }

    private static String judge(RatingKind kind, int number) {
        return kind == RatingKind.ACCURACY && number == 2 ? "ratings.blind_judge" : "ratings.judge";
    }

    /** The mean of the ratings, each divided by the top of the scale. */
    static double mean(List<Integer> ratings, int top) {
        return ratings.stream().mapToDouble(r -> (double) r / top).average().orElseThrow();
    }
}
