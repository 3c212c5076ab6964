package dev.marksheet.judge.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.marksheet.exam.Exam;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.llm.prompt.Delimiters;
import dev.marksheet.judge.llm.prompt.Prompt;
import dev.marksheet.judge.llm.prompt.PromptTemplates;
import dev.marksheet.judge.llm.prompt.Prompts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the rows of the exam read is what is said beforehand. */
class ExamTokensTests {

    private static final Encoding TOKENS = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Test
    void aRowReadsAsManyTokensAsIsSaidBeforehand() throws IOException {
        List<String> lines = new ClassPathResource("exam/rows.jsonl")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList();

        double read = lines.stream()
                .map(JsonMapper.shared()::readTree)
                .mapToInt(ExamTokensTests::tokens)
                .average()
                .orElseThrow();

        assertThat(read).isCloseTo(Exam.TOKENS_READ, Percentage.withPercentage(10));
    }

    /** The answer stands in for its statements, which hold about the same words. */
    private static int tokens(JsonNode row) {
        String question = row.get("question").asString();
        String answer = row.get("answer").asString();
        List<String> contexts = new ArrayList<>();
        row.get("contexts").forEach(context -> contexts.add(context.asString()));
        return tokens(new JudgeTask.Statements(question, answer))
                + tokens(new JudgeTask.Support(question, List.of(answer), contexts));
    }

    private static int tokens(JudgeTask<?> task) {
        Prompt prompt = new Prompts(new Delimiters(() -> "5f0c81d2")).write(PromptTemplates.of(task), null, null);
        return TOKENS.countTokens(prompt.instructions()) + TOKENS.countTokens(prompt.data());
    }
}
