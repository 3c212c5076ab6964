package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import dev.marksheet.statistics.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has questions written that the answer would answer and compares them with the question that was asked. */
@Component
class AnswerRelevancy implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
                    "answer_relevancy",
                    20,
                    List.of(Need.QUESTION, Need.ANSWER),
                    "1",
                    "How close the questions that the answer would answer are to the one asked; 0 when it evades")
            .withEmbeddings()
            .from(-1);

    private static final int QUESTIONS = 3;
    private static final int MOST_QUESTIONS = 20;

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        strictness(parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        return panel.ask(new JudgeTask.ProbeQuestions(call.answer(), strictness(call.parameters())))
                .thenCompose(probes -> compare(call, probes, panel));
    }

    private static int strictness(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        int strictness = parameters.integer("strictness", QUESTIONS, 1, MOST_QUESTIONS);
        parameters.end();
        return strictness;
    }

    private static CompletableFuture<Score> compare(Call call, Reply.Probes probes, CallJudge panel) {
        if (probes.probes().stream().allMatch(probe -> probe.question().isEmpty())) {
            return CompletableFuture.completedFuture(
                    new Score.Failed(call.words().text("answer_relevancy.unasked")));
        }
        List<String> texts = new ArrayList<>(List.of(call.question()));
        probes.probes().forEach(probe -> texts.add(probe.question()));
        return panel.embed(texts)
                .thenApply(vectors -> mark(probes, cosines(vectors), panel.scale(probes.kind()), call.words()));
    }

    private static List<Double> cosines(List<double[]> vectors) {
        double[] question = vectors.get(0);
        return vectors.stream().skip(1).map(v -> Vectors.cosine(question, v)).toList();
    }

    /** The mean cosine, 0 when every probe calls the answer noncommittal. */
    static Score mark(Reply.Probes probes, List<Double> cosines, Reply.@Nullable Scale scale, Wording words) {
        if (cosines.stream().anyMatch(cosine -> cosine.isNaN())) {
            return new Score.Skipped(words.text("answer_relevancy.zero"));
        }
        double mean = cosines.stream().mapToDouble(c -> c).average().orElseThrow();
        boolean evades = probes.probes().stream().allMatch(Reply.Probe::noncommittal);
        double value = evades ? 0 : scale == null ? mean : scale.apply(mean);
        Evidence evidence = Evidence.of(
                formula(probes, cosines, scale, value, words), "questions", findings(probes, cosines, words));
        return new Score.Scored(value, evades ? evidence : judged(evidence, probes.kind(), scale, words));
    }

    /** A question is not like the phrase that answers it, and how like it is to a sentence depends on the model. */
    private static Evidence judged(
            Evidence evidence, Reply.ProbeKind kind, Reply.@Nullable Scale scale, Wording words) {
        if (kind == Reply.ProbeKind.PHRASE) {
            return evidence.unsure(words.text("answer_relevancy.phrase"));
        }
        boolean unread = kind == Reply.ProbeKind.ANSWER && scale == null;
        return unread ? evidence.unsure(words.text("answer_relevancy.no_scale")) : evidence;
    }

    private static String formula(
            Reply.Probes probes, List<Double> cosines, Reply.@Nullable Scale scale, double value, Wording words) {
        double mean = cosines.stream().mapToDouble(c -> c).average().orElseThrow();
        String numbers =
                Reasons.list(cosines.stream().map((Double c) -> Figure.of(c)).toList(), words);
        String means = words.text("answer_relevancy.mean", numbers, Figure.of(mean));
        if (probes.probes().stream().allMatch(Reply.Probe::noncommittal)) {
            return words.text("answer_relevancy.evades", means);
        }
        return scale == null
                ? means
                : words.text(
                        "answer_relevancy.scaled",
                        Figure.of(value),
                        means,
                        Figure.of(scale.floor()),
                        Figure.of(scale.ceiling()));
    }

    private static List<Finding> findings(Reply.Probes probes, List<Double> cosines, Wording words) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < cosines.size(); i++) {
            Reply.Probe probe = probes.probes().get(i);
            String reason = probe.noncommittal() ? words.text("answer_relevancy.noncommittal") : null;
            findings.add(new Finding(probe.question(), null, cosines.get(i), reason, null));
        }
        return findings;
    }
}
