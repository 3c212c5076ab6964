package dev.marksheet.judge.llm;

import dev.marksheet.judge.EmbeddedJudge;
import dev.marksheet.judge.Embedder;
import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.Judges;
import dev.marksheet.judge.Rehearsals;
import dev.marksheet.judge.llm.prompt.Delimiters;
import dev.marksheet.judge.llm.prompt.Prompt;
import dev.marksheet.judge.llm.prompt.PromptTemplates;
import dev.marksheet.judge.llm.prompt.Prompts;
import dev.marksheet.session.Usage;
import dev.marksheet.session.text.Language;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Writes the prompts that would be sent and counts about how many tokens these and the replies have. */
final class PromptRehearsals implements Rehearsals {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double[] VECTOR = {1};

    private final EmbeddedJudge embedded;
    private final Judges judges;
    private final Prompts prompts = new Prompts(new Delimiters(() -> "00000000"));

    PromptRehearsals(EmbeddedJudge embedded, Judges judges) {
        this.embedded = embedded;
        this.judges = judges;
    }

    @Override
    public Judge judge(String model, Language language) {
        Judge local = embedded.judge().speaking(language);
        if (model.equals(Judges.LOCAL)) {
            return local;
        }
        return new Judge() {
            @Override
            public <R> Judged<R> ask(JudgeTask<R> task) {
                Prompt prompt = prompts.write(PromptTemplates.of(task), language, null);
                long read = TokenCount.about(prompt.instructions()) + TokenCount.about(prompt.data());
                try {
                    R reply = local.ask(task).reply();
                    return new Judged<>(reply, priced(model, read, TokenCount.about(JSON.writeValueAsString(reply))));
                } catch (JudgeException e) {
                    // What the embedded judge can't answer is asked all the same.
                    throw new JudgeException(
                            String.valueOf(e.getMessage()), false, priced(model, read, read / 10), List.of(), null);
                }
            }
        };
    }

    @Override
    public Embedder embedder(String model) {
        return texts -> new Judged<>(
                texts.stream().map(text -> VECTOR).toList(),
                model.equals(Judges.LOCAL)
                        ? Usage.NONE
                        : priced(
                                model,
                                texts.stream().mapToLong(TokenCount::about).sum(),
                                0));
    }

    private Usage priced(String model, long read, long written) {
        return judges.priced(model, Usage.of(1, 0, read, written));
    }
}
