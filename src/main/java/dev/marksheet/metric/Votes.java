package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask.Criterion;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Independent votes on one criterion, asked side by side. */
final class Votes {

    /** More votes than this are refused. */
    static final int MOST = 15;

    private Votes() {}

    /** The number of votes: RAGAS raises an even strictness by one so that yes or no can't tie. */
    static int count(Parameters parameters) {
        int strictness = parameters.integer("strictness", 1, 1, MOST);
        return strictness % 2 == 0 ? strictness + 1 : strictness;
    }

    /** Asks {@code count} times; {@code task} makes the question of a vote, from 1. */
    static CompletableFuture<Score> score(int count, IntFunction<Criterion> task, CallJudge panel, Wording words) {
        return SideBySide.all(IntStream.rangeClosed(1, count)
                        .mapToObj(vote -> panel.ask(task.apply(vote)))
                        .toList())
                .thenApply(votes -> mark(votes, words));
    }

    private static Score mark(List<Reply.Number> votes, Wording words) {
        List<Integer> values = votes.stream().map(Reply.Number::score).toList();
        int value = winner(values);
        String cast = Reasons.list(values.stream().map(String::valueOf).toList(), words);
        String formula = values.size() == 1 ? words.text("votes.one", value) : words.text("votes.most", cast, value);
        List<Finding> findings = votes.stream()
                .map(vote -> new Finding(words.text("votes.vote"), null, (double) vote.score(), vote.reason(), null))
                .toList();
        return new Score.Scored(value, Evidence.of(formula, "votes", findings));
    }

    /** The most frequent value; of equally frequent ones the first seen. */
    static int winner(List<Integer> values) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        int winner = values.get(0);
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > counts.getOrDefault(winner, 0)) {
                winner = entry.getKey();
            }
        }
        return winner;
    }
}
