package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.session.Sample;
import dev.marksheet.session.Score;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A metric that has the judge score by a criterion in plain words, with one vote or several. */
abstract class CriterionMetric implements Metric {

    private final Description description;

    CriterionMetric(Description description) {
        this.description = description;
    }

    /** The question that the parameters make; reads all that the metric takes. */
    abstract CriterionQuestion question(Parameters parameters);

    /** What the judge is shown of a sample, by RAGAS's names. */
    Map<String, String> fields(Sample sample) {
        return SampleFields.withReferenceContexts(sample);
    }

    @Override
    public final Description description() {
        return description;
    }

    @Override
    public final void check(Map<String, Object> parameters) {
        read(parameters);
    }

    @Override
    public final CompletableFuture<Score> score(Call call, CallJudge panel) {
        CriterionQuestion question = read(call.parameters());
        Map<String, String> fields = fields(call.sample());
        return Votes.score(question.votes(), vote -> question.vote(vote, fields), panel, call.words());
    }

    private CriterionQuestion read(Map<String, Object> values) {
        Parameters parameters = new Parameters(description.name(), values);
        CriterionQuestion question = question(parameters);
        parameters.end();
        return question;
    }
}
