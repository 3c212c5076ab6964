package dev.marksheet.judge.llm.endpoint;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why an endpoint serves nobody until somebody changes something, as its error responses tell. What concerns one model or
 * one call's texts is none.
 */
public enum Blockage {
    /** The key is missing or wrong. */
    KEY,
    /** There is no credit left. */
    CREDIT,
    /** The key is right and may not be used. */
    RIGHTS,
    /** The quota is used up. */
    QUOTA,
    /** The address leads to another one, which was not set and is not followed. */
    REDIRECT;

    /** How providers say that an account's credit or quota is used up; some with a status that means something else. */
    private static final List<String> USED_UP = List.of(
            "exceeded your current quota",
            "billing hard limit",
            "account is not active",
            "insufficient balance",
            "insufficient_balance",
            "balance is insufficient",
            "insufficient credit",
            "credit balance is too low",
            "freetieronly",
            "overdue-payment",
            "余额不足",
            "欠费");

    /** Such a quota comes back by itself within seconds. */
    private static final List<String> SOON = List.of("per minute", "perminute", "per_minute", "retrydelay");

    private static final List<String> OF_ONE_CALL =
            List.of("model", "模型", "moderation", "flagged", "content", "safety", "inspection");

    /** What a response says of all requests; null when it concerns this one. */
    public static @Nullable Blockage in(int status, ErrorBody error, ErrorMeaning meaning) {
        if (isRedirect(status)) {
            return REDIRECT;
        }
        String said =
                String.join(" ", error.code(), error.type(), error.message()).toLowerCase(Locale.ROOT);
        if (status == 401 || meaning == ErrorMeaning.KEY) {
            return KEY;
        }
        if (status == 402 || meaning == ErrorMeaning.NO_CREDIT) {
            return CREDIT;
        }
        if (meaning == ErrorMeaning.QUOTA) {
            return QUOTA;
        }
        if ((status == 400 || status == 403 || status == 429) && holds(said, USED_UP) && !holds(said, SOON)) {
            return QUOTA;
        }
        return status == 403 && !holds(said, OF_ONE_CALL) ? RIGHTS : null;
    }

    static boolean isRedirect(int status) {
        return status / 100 == 3;
    }

    private static boolean holds(String text, List<String> words) {
        return words.stream().anyMatch(text::contains);
    }

    /** The name in message keys. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
