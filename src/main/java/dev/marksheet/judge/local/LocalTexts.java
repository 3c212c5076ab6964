package dev.marksheet.judge.local;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.text.Language;
import java.util.ArrayList;
import java.util.List;

/** Splits texts into statements and claims, and answers with an answer where a question would have to be written. */
final class LocalTexts {

    private static final int LEAST_IN_CLAIM = 3;

    private LocalTexts() {}

    static Reply.StatementList statements(JudgeTask.Statements task) {
        return new Reply.StatementList(sentences(task.text(), Language.of(List.of(task.question(), task.text()))));
    }

    /** High atomicity cuts sentences at semicolons and commas; low coverage keeps the half that says most. */
    static Reply.StatementList claims(JudgeTask.Claims task) {
        Language language = Language.of(List.of(task.text()));
        List<String> claims = new ArrayList<>();
        for (String sentence : sentences(task.text(), language)) {
            claims.addAll(task.atomicity().equals("high") ? clauses(sentence) : List.of(sentence));
        }
        return new Reply.StatementList(task.coverage().equals("low") ? weightierHalf(claims) : claims);
    }

    /** The answer itself is the probe: the local judge cannot write questions, but can compare. */
    static Reply.Probes probes(JudgeTask.ProbeQuestions task) {
        Language language = Language.of(List.of(task.answer()));
        Reply.Probe probe = new Reply.Probe(task.answer(), Refusal.isPure(task.answer(), language));
        boolean phrase = !probe.noncommittal() && FaithfulnessRisk.isPhrase(task.answer(), language);
        return new Reply.Probes(List.of(probe), phrase ? Reply.ProbeKind.PHRASE : Reply.ProbeKind.ANSWER);
    }

    private static List<String> sentences(String text, Language language) {
        return SentenceSplitter.of(text, language).stream().map(Sentence::text).toList();
    }

    private static List<String> clauses(String sentence) {
        List<String> clauses = new ArrayList<>();
        String last = "";
        StringBuilder open = new StringBuilder();
        for (String piece : sentence.split("(?<=[;；，])|(?<=,)(?=\\s)")) {
            open.append(piece);
            if (Token.content(Tokenizer.of(piece)).size() >= LEAST_IN_CLAIM) {
                last = open.toString();
                clauses.add(withoutComma(last));
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) {
            if (!clauses.isEmpty()) {
                clauses.remove(clauses.size() - 1);
            }
            clauses.add((last + open).strip());
        }
        return clauses;
    }

    private static String withoutComma(String clause) {
        return clause.strip().replaceAll("[,;，；]$", "");
    }

    private static List<String> weightierHalf(List<String> claims) {
        double[] weights =
                claims.stream().mapToDouble(LocalTexts::weight).sorted().toArray();
        double median = weights.length == 0 ? 0 : weights[weights.length / 2];
        return claims.stream().filter(claim -> weight(claim) >= median).toList();
    }

    private static double weight(String claim) {
        return Overlap.weight(Token.content(Tokenizer.of(claim)));
    }
}
