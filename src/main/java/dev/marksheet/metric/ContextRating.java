package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask.Rating;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A metric for which two judges rate one of the call's texts together with all its contexts. */
abstract class ContextRating implements Metric {

    private static final List<Integer> SCALE = List.of(0, 1, 2);

    private final Description description;
    private final OpenCases openCases;

    ContextRating(Description description, OpenCases openCases) {
        this.description = description;
        this.openCases = openCases;
    }

    /** The text that is rated with the contexts. */
    abstract String text(Call call);

    /** The task of a judge, 1 or 2. */
    abstract Rating task(int judge, String text, String contexts);

    /** Whether the contexts only repeat the text, which is worth nothing. */
    boolean repeats(String text, String contexts) {
        return false;
    }

    @Override
    public final Description description() {
        return description;
    }

    @Override
    public final void check(Map<String, Object> parameters) {
        TwoJudges.attempts(description.name(), parameters);
    }

    @Override
    public final CompletableFuture<Score> score(Call call, CallJudge panel) {
        String text = text(call);
        String contexts = Passages.joined(call.contexts());
        if (text.isEmpty() || call.contexts().isEmpty()) {
            return Computed.skipped(because("nothing", call));
        }
        if (text.isBlank() || contexts.isBlank()) {
            return CompletableFuture.completedFuture(openCases.decide(because("blank", call), 0, Evidence.NONE));
        }
        if (repeats(text, contexts)) {
            return Computed.score(0, because("repeats", call));
        }
        int attempts = TwoJudges.attempts(description.name(), call.parameters());
        return new TwoJudges(SCALE, panel, call.words(), attempts)
                .score(task(1, text, contexts), task(2, text, contexts));
    }

    private String because(String what, Call call) {
        return call.words().text(description.name() + "." + what);
    }
}
