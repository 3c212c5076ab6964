package dev.marksheet.job.record;

import dev.marksheet.judge.JudgeTask.Advice.WorstCall;
import dev.marksheet.query.JobQueries;
import dev.marksheet.session.RunId;
import dev.marksheet.session.Score;
import dev.marksheet.session.ScoreJob;
import dev.marksheet.session.ScoreRequest;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Bounded;
import dev.marksheet.statistics.Figure;
import dev.marksheet.store.JobStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls that a judge is shown which writes advice: few, and of each no more than tells. Safe for use by many threads. */
final class CallsForAdvice {

    private static final int MOST_CALLS = 5;
    private static final int MOST_FINDINGS = 2;
    private static final int MOST_OF_TEXT = 400;
    private static final int MOST_OF_FINDING = 200;

    /** Nothing is to be learnt from calls or scores as good as that. */
    private static final double GOOD = 0.7;

    private final JobQueries jobs;
    private final JobStore requests;

    CallsForAdvice(JobQueries jobs, JobStore requests) {
        this.jobs = jobs;
        this.requests = requests;
    }

    /** The worst calls of a run, worst first; empty where none is bad. */
    List<WorstCall> worst(RunId run) {
        List<WorstCall> calls = new ArrayList<>();
        for (ScoreJob job : jobs.worstOfRun(run, MOST_CALLS)) {
            Double mean = job.meanScore();
            Optional<ScoreRequest> request = requests.request(job.id());
            if (mean != null && mean < GOOD && request.isPresent()) {
                jobs.findWithEvidence(job.id())
                        .map(whole -> call(whole, request.get()))
                        .ifPresent(calls::add);
            }
        }
        return calls;
    }

    private static WorstCall call(ScoreJob job, ScoreRequest request) {
        Map<String, String> scores = new LinkedHashMap<>();
        List<String> why = new ArrayList<>();
        job.scores().forEach((metric, score) -> {
            if (score instanceof Score.Scored scored) {
                scores.put(metric, Figure.of(scored.value()));
                if (scored.value() < GOOD) {
                    why.addAll(why(metric, scored.evidence()));
                }
            }
        });
        String answer = request.sample().answer();
        return new WorstCall(
                String.valueOf(job.sampleId()),
                Bounded.cut(request.sample().question(), MOST_OF_TEXT),
                answer == null ? "" : Bounded.cut(answer, MOST_OF_TEXT),
                scores,
                why);
    }

    private static List<String> why(String metric, Evidence evidence) {
        List<String> why = new ArrayList<>();
        if (evidence.formula() != null) {
            why.add(metric + ": " + Bounded.cut(evidence.formula(), MOST_OF_FINDING));
        }
        evidence.findings().values().stream()
                .flatMap(List::stream)
                .filter(finding -> finding.verdict() != null && finding.verdict() == 0)
                .limit(MOST_FINDINGS)
                .forEach(finding -> why.add(metric + ": " + said(finding)));
        return why;
    }

    private static String said(Finding finding) {
        String text = Bounded.cut(finding.text(), MOST_OF_FINDING);
        String reason = finding.reason();
        return reason == null || reason.isBlank() ? text : text + " – " + Bounded.cut(reason, MOST_OF_FINDING);
    }
}
