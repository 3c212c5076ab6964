package dev.marksheet.judge.llm.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.marksheet.judge.JudgeTask;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the six default metrics of a call of ordinary size read, in the tokens of OpenAI's present models. */
class PromptTokensTests {

    private static final Encoding TOKENS = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private static final int MOST = 6000;

    /** A call with three contexts, and what its answer and its ground truth are split into. */
    private record Sample(
            String question,
            String answer,
            List<String> statements,
            List<String> contexts,
            String truth,
            List<String> truths) {}

    enum Spoken {
        ENGLISH(new Sample(
                "When was the lighthouse of Vardhol built, and who keeps it today?",
                "The lighthouse was built in 1894, after two ships had been lost on the reef. It is kept by the harbour"
                        + " authority today, which also runs the small museum in the old engine room.",
                List.of(
                        "The lighthouse of Vardhol was built in 1894.",
                        "The lighthouse of Vardhol was built after two ships had been lost on the reef.",
                        "The harbour authority keeps the lighthouse of Vardhol today.",
                        "The harbour authority runs the museum in the old engine room."),
                List.of(
                        "The lighthouse of Vardhol stands on the northern reef. It was built in 1894, two years after the"
                                + " barque Ellida and a fishing boat had gone down there in one winter. Its lamp burned"
                                + " paraffin until 1931, when a cable was laid from the shore.",
                        "Since the last keeper left in 1987 the lighthouse has been in the care of the harbour authority."
                                + " The engine room holds a museum of the coast's pilots, open from May to September, which the"
                                + " authority runs with the help of volunteers from the village.",
                        "Vardhol has some 2,300 inhabitants. Most of them work in the fish hall, at the yard or in the"
                                + " schools. A ferry crosses the sound four times a day in summer and twice in winter."),
                "It was built in 1894 and is kept by the harbour authority.",
                List.of("The lighthouse was built in 1894.", "The harbour authority keeps the lighthouse."))),
        CHINESE(new Sample(
                "云岭灯塔建于哪一年？现在由谁管理？",
                "云岭灯塔建于1894年，此前有两艘船在礁石上失事。如今由港务局管理，港务局还在旧机房里开设了一座小型博物馆。",
                List.of("云岭灯塔建于1894年。", "云岭灯塔建成之前有两艘船在礁石上失事。", "云岭灯塔如今由港务局管理。", "港务局在旧机房里开设了一座小型博物馆。"),
                List.of(
                        "云岭灯塔矗立在北面的礁石上，建于1894年。两年前的同一个冬天，一艘三桅帆船和一条渔船在那里沉没。灯塔起初使用煤油灯，1931年从岸上铺设了电缆之后才改用电灯。",
                        "最后一位守塔人于1987年离开，此后灯塔由港务局管理。机房里设有一座介绍沿海引航员的博物馆，每年五月至九月开放，由港务局在村里志愿者的协助下运营。",
                        "云岭镇约有两千三百名居民，大多在鱼市、船厂或学校工作。夏季渡轮每天往返海峡四次，冬季两次，遇到大风时停航。"),
                "灯塔建于1894年，现由港务局管理。",
                List.of("灯塔建于1894年。", "灯塔现由港务局管理。")));

        private final Sample sample;

        Spoken(Sample sample) {
            this.sample = sample;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCallOfThreeContextsReadsAtMostSixThousandTokens(Spoken spoken) {
        Sample sample = spoken.sample;
        List<JudgeTask<?>> tasks = List.of(
                new JudgeTask.Statements(sample.question(), sample.answer()),
                new JudgeTask.Statements(sample.question(), sample.truth()),
                new JudgeTask.Support(sample.question(), sample.statements(), sample.contexts()),
                new JudgeTask.Classification(sample.question(), sample.statements(), sample.truths()),
                new JudgeTask.ProbeQuestions(sample.answer(), 3),
                new JudgeTask.Attribution(sample.question(), sample.truth(), sample.contexts()),
                new JudgeTask.Usefulness(sample.question(), sample.contexts().get(0), sample.truth()),
                new JudgeTask.Usefulness(sample.question(), sample.contexts().get(1), sample.truth()),
                new JudgeTask.Usefulness(sample.question(), sample.contexts().get(2), sample.truth()));

        int read = tasks.stream().mapToInt(PromptTokensTests::tokens).sum();

        assertThat(read).isBetween(MOST / 3, MOST);
    }

    private static int tokens(JudgeTask<?> task) {
        Prompt prompt = new Prompts(new Delimiters(() -> "5f0c81d2")).write(PromptTemplates.of(task), null, null);
        int read = TOKENS.countTokens(prompt.instructions()) + TOKENS.countTokens(prompt.data());
        if (Boolean.getBoolean("prompts.print")) {
            System.err.println(task.getClass().getSimpleName() + ": " + read + " tokens\n" + prompt.instructions()
                    + "\n" + prompt.data());
        }
        return read;
    }
}
