package dev.marksheet.judge.llm;

import dev.marksheet.judge.Judge;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Judged;
import dev.marksheet.judge.llm.endpoint.Price;
import dev.marksheet.judge.llm.endpoint.RequestCost;
import dev.marksheet.judge.llm.prompt.PromptTemplate;
import dev.marksheet.judge.llm.prompt.PromptTemplates;
import dev.marksheet.judge.llm.prompt.Prompts;
import dev.marksheet.judge.llm.prompt.ReplyJson;
import dev.marksheet.judge.llm.prompt.UnusableReply;
import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.Language;
import org.jspecify.annotations.Nullable;

/**
 * Asks a chat model behind an OpenAI-compatible endpoint. A reply that can't be used is given one chance to be mended; one
 * that is no JSON at all is then asked for afresh until the attempts are used up; one that was cut off is asked for once
 * more with more room.
 */
final class LlmJudge implements Judge {

    private static final int ROOM = 4096;
    private static final int SHOWN = 120;

    private final ChatClient models;
    private final Prompts prompts;
    private final String model;
    private final @Nullable Language language;
    private final @Nullable Price price;

    /**
     * @param language the language to ask in; null to follow each question's texts
     * @param price of the model's tokens; null when it is not known
     */
    LlmJudge(ChatClient models, Prompts prompts, String model, @Nullable Language language, @Nullable Price price) {
        this.models = models;
        this.prompts = prompts;
        this.model = model;
        this.language = language;
        this.price = price;
    }

    @Override
    public <R> Judged<R> ask(JudgeTask<R> task) {
        return new Conversation<>(PromptTemplates.of(task)).run();
    }

    /** One task's questions and replies, until one can be used. */
    private final class Conversation<R> {

        private final PromptTemplate<R> form;
        private final RequestCost tally;
        private int misses;
        private @Nullable Integer room;
        private int cutAt;
        private boolean shrunk;
        private @Nullable UnusableReply toMend;

        Conversation(PromptTemplate<R> form) {
            this.form = form;
            this.tally = new RequestCost(model, price, language != null ? language : Language.of(form.texts()));
        }

        Judged<R> run() {
            while (true) {
                ChatClient.Completion completion = null;
                try {
                    completion = models.complete(question(), tally);
                    tally.wrote(form.prompt(), completion.text());
                    R reply = form.reader().apply(ReplyJson.find(completion.text(), form.shape()));
                    return new Judged<>(reply, tally.usage(), tally.words());
                } catch (ChatClient.NoSuchRoom tooMuch) {
                    shrinkRoom(tooMuch.most());
                } catch (UnusableReply unusable) {
                    if (completion != null && completion.cutOff()) {
                        makeRoom(completion);
                    } else {
                        miss(unusable);
                    }
                }
            }
        }

        private ChatClient.Question question() {
            return new ChatClient.Question(
                    model,
                    prompts.write(form, language, toMend),
                    form.prompt(),
                    form.shape(),
                    form.temperature(),
                    room);
        }

        private void makeRoom(ChatClient.Completion completion) {
            if (room != null) {
                throw tally.failure(tally.faults().text("reply.cut_off", completion.outputTokens(), room), false);
            }
            room = Math.max(ROOM, 2 * completion.outputTokens());
            cutAt = completion.outputTokens();
            toMend = null;
        }

        /** The model may write more than its endpoint lets it unasked, and yet less than was asked for. */
        private void shrinkRoom(int most) {
            if (shrunk || most <= cutAt) {
                throw tally.failure(tally.faults().text("reply.cut_off_by_model", cutAt), false);
            }
            shrunk = true;
            room = most;
        }

        private void miss(UnusableReply unusable) {
            misses++;
            boolean unreadable = unusable.kind() == UnusableReply.Kind.UNREADABLE;
            int chances = Math.min(
                    unreadable ? Integer.MAX_VALUE : 2, models.endpoint().maxAttempts());
            if (misses >= chances) {
                throw tally.failure(reason(unusable), true);
            }
            toMend = misses == 1 ? unusable : null;
        }

        private String reason(UnusableReply unusable) {
            String start = Bounded.cut(unusable.reply().strip(), 2 * SHOWN);
            String shown = Bounded.cut(start.replaceAll("\\s+", " "), SHOWN);
            String said = tally.faults().text("reply.unusable", unusable.reason(tally.faults()), misses);
            return shown.isEmpty() ? said : tally.faults().text("reply.began", said, shown);
        }
    }
}
