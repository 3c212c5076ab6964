package dev.marksheet.judge.llm;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error of a provider's means for us, found by {@link ProviderQuirks}.
 *
 * <p>Whoever adds one says here what the reader of a reason can do about it, and there who says it in which words.
 */
enum ErrorMeaning {
    /** The request used something that the model does not take. */
    NO_THINKING(null, Capability.THINKING),
    NO_BASE64(null, Capability.BASE64),
    NO_FORMAT(null, Capability.JSON_SCHEMA),
    NO_MAX_TOKENS(null, Capability.MAX_TOKENS),
    NO_TEMPERATURE(null, Capability.TEMPERATURE),
    NO_SYSTEM_ROLE(null, Capability.SYSTEM_ROLE),
    /** More tokens were asked for than the model can write. */
    TOO_MUCH_ROOM("too_long", null),
    /** What the model wrote was no JSON, and the provider keeps it back: asking anew may help. */
    NO_JSON_WRITTEN("other", null),
    /** More texts than the embedding model takes at once. */
    TOO_MANY_TEXTS("too_long", null),
    /** The texts are longer than the model reads. */
    TOO_LONG("too_long", null),
    FILTERED("filtered", null),
    KEY("401", null),
    NO_CREDIT("402", null),
    QUOTA("429", null),
    NO_MODEL("404", null),
    /** Nothing that is known; the status alone speaks. */
    UNKNOWN(null, null);

    private final @Nullable String wayOut;
    private final @Nullable Capability ability;

    ErrorMeaning(@Nullable String wayOut, @Nullable Capability ability) {
        this.wayOut = wayOut;
        this.ability = ability;
    }

    /** What the model lacks; null when that is not what it means. */
    @Nullable
    Capability lacking() {
        return ability;
    }

    /** The key of the way out in the bundle of faults. */
    String wayOut(int status) {
        // Only a status that says less than the words gives way to them.
        if (wayOut != null && (this != KEY || status == 400)) {
            return "final." + wayOut;
        }
        return switch (status) {
            case 401, 402, 403, 404, 429 -> "final." + status;
            default -> "final.other";
        };
    }

    /** The name in logs. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
