package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.Usage;
import dev.marksheet.session.evidence.JudgeReply;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one question has cost so far. Used by one thread. */
public final class RequestCost {

    /** More than any model reads or writes at once. */
    private static final int MOST_TOKENS = 20_000_000;

    private final String model;
    private final @Nullable Price price;
    private final Language language;
    private final List<JudgeReply> words = new ArrayList<>();
    private long requests;
    private long inputTokens;
    private long outputTokens;

    /**
     * @param model who is asked
     * @param price of the model's tokens; null when it is not known
     * @param language in which to say why nothing came of it
     */
    public RequestCost(String model, @Nullable Price price, Language language) {
        this.model = model;
        this.price = price;
        this.language = language;
    }

    /** The words for what went wrong. */
    public Wording faults() {
        return Wording.of(JudgeException.FAULTS, language);
    }

    /** Who is asked. */
    String model() {
        return model;
    }

    /** In which to say what went wrong. */
    Language language() {
        return language;
    }

    void request() {
        requests++;
    }

    /**
     * Adds what one answer took.
     *
     * @return its price; 0 where the model has none
     */
    double tokens(long input, long output) {
        inputTokens += input;
        outputTokens += output;
        return price == null ? 0 : price.applyTo(Usage.of(1, 0, input, output)).knownCost();
    }

    /** A count of tokens as an endpoint gives it; 0, as for one that gives none, when it can't be true. */
    public static int credible(@Nullable Integer count) {
        return count == null || count < 0 || count > MOST_TOKENS ? 0 : count;
    }

    /** Keeps what the judge wrote to a kind of question. */
    public void wrote(String question, String text) {
        if (words.size() < JudgeReply.MAX_REPLIES && !text.isEmpty()) {
            words.add(new JudgeReply(question, null, text));
        }
    }

    public List<JudgeReply> words() {
        return words;
    }

    /** All requests but {@code needed} were repetitions. */
    public Usage usage(long needed) {
        Usage usage = Usage.of(requests, Math.max(0, requests - needed), inputTokens, outputTokens);
        return price == null ? usage : price.applyTo(usage);
    }

    public Usage usage() {
        return usage(1);
    }

    /** Nothing comes of any question to the endpoint for the time being. */
    JudgeException outage(String message) {
        return JudgeException.outage(message, usage(), words);
    }

    public JudgeException failure(String message, boolean retryable) {
        return new JudgeException(message, retryable, usage(), words, null);
    }
}
