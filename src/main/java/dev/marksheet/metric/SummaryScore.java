package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeTask.KeyAnswers;
import dev.marksheet.judge.JudgeTask.KeyQuestions;
import dev.marksheet.judge.JudgeTask.Keyphrases;
import dev.marksheet.session.Score;
import dev.marksheet.session.evidence.Evidence;
import dev.marksheet.session.evidence.Finding;
import dev.marksheet.session.text.Wording;
import dev.marksheet.statistics.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Has questions about a text answered from its summary alone, and weighs that against the summary's length. */
@Component
class SummaryScore implements Metric {

    private static final Description DESCRIPTION = Description.withJudge(
            "summary_score",
            140,
            List.of(Need.ANSWER, Need.REFERENCE_CONTEXTS),
            "3",
            "How much of the reference contexts' key facts a shorter answer keeps");

    /** Keeps RAGAS's division defined for an empty text. */
    private static final double EPSILON = 1e-10;

    private record Settings(double coefficient, boolean lengthPenalty) {}

    /** Questions about the text, and the answers that the summary gives to them. */
    private record Answered(List<String> questions, List<String> answers) {}

    @Override
    public Description description() {
        return DESCRIPTION;
    }

    @Override
    public void check(Map<String, Object> parameters) {
        settings(parameters);
    }

    @Override
    public CompletableFuture<Score> score(Call call, CallJudge panel) {
        Settings settings = settings(call.parameters());
        String text = Passages.joined(call.sample().referenceContexts());
        String summary = call.answer();
        if (text.isBlank() || summary.isBlank()) {
            return CompletableFuture.completedFuture(
                    new Score.Skipped(call.words().text("summary_score.blank")));
        }
        return panel.ask(new Keyphrases(text))
                .thenCompose(phrases -> panel.ask(new KeyQuestions(text, phrases.items())))
                .thenCompose(questions -> panel.ask(new KeyAnswers(summary, questions.items()))
                        .thenApply(answers -> mark(
                                new Answered(questions.items(), answers.items()),
                                text,
                                summary,
                                settings,
                                call.words())));
    }

    private static Settings settings(Map<String, Object> values) {
        Parameters parameters = new Parameters(DESCRIPTION.name(), values);
        Settings settings =
                new Settings(parameters.number("coeff", 0.5, 0, 1), parameters.flag("length_penalty", true));
        parameters.end();
        return settings;
    }

    private static Score mark(Answered answered, String text, String summary, Settings settings, Wording words) {
        List<String> answers = answered.answers();
        if (answers.isEmpty()) {
            return new Score.Failed(words.text("summary_score.unanswered"));
        }
        double kept = kept(answers);
        double concise = conciseness(text, summary);
        double value = settings.lengthPenalty()
                ? kept * (1 - settings.coefficient()) + concise * settings.coefficient()
                : kept;
        String share = words.text("summary_score.counted", yes(answers), answers.size()) + " = " + Figure.of(kept);
        String formula = settings.lengthPenalty()
                ? words.text(
                        "summary_score.formula",
                        Figure.of(1 - settings.coefficient()),
                        share,
                        Figure.of(settings.coefficient()),
                        Figure.of(concise),
                        Figure.of(value))
                : share;
        return new Score.Scored(value, Evidence.of(formula, "questions", findings(answered, words)));
    }

    /** The share of answers that are exactly "1". */
    static double kept(List<String> answers) {
        return (double) yes(answers) / answers.size();
    }

    /** How much shorter the summary is than the text, in code points; 0 when it isn't. */
    static double conciseness(String text, String summary) {
        double length = text.codePointCount(0, text.length());
        double summaryLength = summary.codePointCount(0, summary.length());
        return 1 - Math.min(length, summaryLength) / (length + EPSILON);
    }

    private static long yes(List<String> answers) {
        return answers.stream().filter("1"::equals).count();
    }

    private static List<Finding> findings(Answered answered, Wording words) {
        List<String> questions = answered.questions();
        List<String> answers = answered.answers();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            String question = i < questions.size() ? questions.get(i) : words.text("summary_score.question", i + 1);
            findings.add(new Finding(question, answers.get(i).equals("1") ? 1 : 0, null, null, null));
        }
        return findings;
    }
}
