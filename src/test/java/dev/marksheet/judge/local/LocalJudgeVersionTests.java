package dev.marksheet.judge.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Scores of two versions of the local judge must be told apart: whoever changes a reply changes the version. */
class LocalJudgeVersionTests {

    /** The version and the hash of its replies; change both together. */
    private static final String PINNED = "local-3 e88a52fffb9b2814";

    private static final Pattern LONG_FRACTION = Pattern.compile("(\\d\\.\\d{6})\\d+(?:E-\\d+)?");

    private final LocalJudge judge = new LocalJudge(texts -> new Judged<>(
            texts.stream().map(text -> new double[] {1, text.length() % 7}).toList(), Usage.NONE));

    @Test
    void changesItsVersionWithItsReplies() throws IOException {
        StringBuilder replies = new StringBuilder();
        for (JsonNode row : rows()) {
            tasks(row)
                    .forEach(task -> replies.append(
                                    judge.speaking(Language.EN).ask(task).reply())
                            .append(judge.speaking(Language.ZH).ask(task).reply())
                            .append('\n'));
        }

        assertThat(LocalJudge.VERSION + " "
                        + sha256(LONG_FRACTION.matcher(replies).replaceAll("$1")))
                .as(
                        "The local judge's replies have changed. If that was meant: raise LocalJudge.VERSION, so that calls of"
                                + " before and after are not mixed unseen, and pin the new version and hash here.")
                .isEqualTo(PINNED);
    }

    private static List<JudgeTask<?>> tasks(JsonNode row) {
        String question = row.path("question").asString();
        String answer = row.path("answer").asString();
        List<String> contexts = new ArrayList<>();
        row.path("contexts").forEach(context -> contexts.add(context.asString()));
        List<String> statements = SentenceSplitter.of(answer, Language.of(List.of(answer))).stream()
                .map(Sentence::text)
                .toList();
        return List.of(
                new JudgeTask.Statements(question, answer),
                new JudgeTask.Claims(answer, "high", "low"),
                new JudgeTask.Support(question, statements, contexts),
                new JudgeTask.OnePassSupport(question, answer, contexts),
                new JudgeTask.Usefulness(question, contexts.get(0), answer),
                new JudgeTask.Usefulness(question, contexts.get(1), ""),
                new JudgeTask.Attribution(question, answer, contexts),
                new JudgeTask.ProbeQuestions(answer, 1),
                new JudgeTask.Classification(question, statements, contexts),
                new JudgeTask.Entities(contexts.get(0)),
                new JudgeTask.Rating(JudgeTask.RatingKind.ACCURACY, 1, 1, question, answer, contexts.get(0)),
                new JudgeTask.Rating(JudgeTask.RatingKind.RELEVANCE, 1, 1, question, contexts.get(0), ""),
                new JudgeTask.Rating(JudgeTask.RatingKind.GROUNDEDNESS, 1, 1, "", answer, contexts.get(0)));
    }

    private static List<JsonNode> rows() throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(LocalJudgeVersionTests.class.getResourceAsStream("/local-judge-sample.jsonl"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                rows.add(new ObjectMapper().readTree(line));
            }
        }
        return rows;
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
