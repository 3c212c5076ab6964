package dev.marksheet.judge;

import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Sha256;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The answers of one call that have cost something, in a form that can be stored: when the call has to be scored again,
 * because a crash or a stop came before its end, none of them is asked for again. Answers of the local judge cost nothing
 * and are not kept; vectors are not kept either, as they would take more room than all answers together. Safe for use by
 * many threads at once.
 */
public final class AnswerJournal {

    private static final int KEY_BYTES = 16;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private record Kept(
            @Nullable JsonNode reply,
            @Nullable Usage usage,
            @Nullable List<JudgeReply> words) {}

    private final Map<String, String> earlier;
    private final boolean counted;

    /** Written down only when asked for: most calls end before. */
    private final Map<JudgeTask<?>, Judged<?>> fresh = new ConcurrentHashMap<>();

    /** @param earlier what {@link #takeFresh} gave when the call was scored before; empty for a call that never was */
    public AnswerJournal(Map<String, String> earlier) {
        this(earlier, false);
    }

    /** @param counted whether what the earlier answers have cost is counted already */
    public AnswerJournal(Map<String, String> earlier, boolean counted) {
        this.earlier = Map.copyOf(earlier);
        this.counted = counted;
    }

    /** A judge that asks {@code judge} only what is not kept. */
    public Judge before(Judge judge) {
        return new Judge() {
            @Override
            public <R> Judged<R> ask(JudgeTask<R> task) {
                Judged<R> known = earlier.isEmpty() ? null : find(task);
                return known == null ? keep(task, judge.ask(task)) : known;
            }
        };
    }

    private <R> @Nullable Judged<R> find(JudgeTask<R> task) {
        String json = earlier.get(key(task));
        if (json == null) {
            return null;
        }
        try {
            return answer(MAPPER.readValue(json, Kept.class), task);
        } catch (JacksonException e) {
            // Written by a version with other replies: asking again is right, if dear.
            return null;
        }
    }

    /** Null where something is missing. */
    private <R> @Nullable Judged<R> answer(@Nullable Kept kept, JudgeTask<R> task) {
        if (kept == null || kept.reply() == null || kept.usage() == null || kept.words() == null) {
            return null;
        }
        R reply = MAPPER.treeToValue(kept.reply(), task.replyType());
        return reply == null ? null : new Judged<>(reply, counted ? Usage.SHARED : kept.usage(), kept.words());
    }

    private <R> Judged<R> keep(JudgeTask<R> task, Judged<R> answer) {
        if (answer.usage().requests() > 0) {
            fresh.put(task, answer);
        }
        return answer;
    }

    /** The answers that have come since this was last asked, by their question's key; JSON. */
    public Map<String, String> takeFresh() {
        Map<String, String> taken = new HashMap<>();
        fresh.keySet().forEach(task -> {
            Judged<?> answer = fresh.remove(task);
            if (answer != null) {
                taken.put(key(task), json(answer));
            }
        });
        return taken;
    }

    private static String json(Judged<?> answer) {
        JsonNode reply = MAPPER.valueToTree(answer.reply());
        return MAPPER.writeValueAsString(new Kept(reply, answer.usage(), answer.words()));
    }

    private static String key(JudgeTask<?> task) {
        String text = task.getClass().getSimpleName() + MAPPER.writeValueAsString(task);
        return Sha256.hex(text, KEY_BYTES);
    }
}
