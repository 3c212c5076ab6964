package dev.marksheet.judge.llm.endpoint;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an error of a provider's means for us, found by {@link ProviderQuirks}.
 *
 * <p>Whoever adds one says here what the reader of a reason can do about it, and there who says it in which words.
 */
public enum ErrorMeaning {
    /** The request used something that the model does not take. */
    NO_BASE64(null, Capability.BASE64),
    NO_FORMAT(null, Capability.JSON_SCHEMA, Capability.JSON_OBJECT),
    NO_MAX_TOKENS(null, Capability.MAX_TOKENS),
    NO_TEMPERATURE(null, Capability.TEMPERATURE),
    TEMPERATURE_TOO_LOW(null, Capability.ZERO_TEMPERATURE, Capability.TEMPERATURE),
    NO_SYSTEM_ROLE(null, Capability.SYSTEM_ROLE),
    ONLY_STREAMS(null, Capability.WHOLE_REPLY),
    /** The model thinks by itself, and its provider does not let it in replies of one piece. */
    MUST_NOT_THINK(null, Capability.THINKING, Capability.WHOLE_REPLY),
    /** The switch of thinking is not one that this model takes. */
    NO_THINKING_SWITCH(null, Capability.THINKING_SWITCH),
    /** More tokens were asked for than the model can write. */
    TOO_MUCH_ROOM("too_long"),
    /** What the model wrote was no JSON, and the provider keeps it back: asking anew may help. */
    NO_JSON_WRITTEN("other"),
    /** More texts than the embedding model takes at once. */
    TOO_MANY_TEXTS("too_long"),
    /** The texts are longer than the model reads. */
    TOO_LONG("too_long"),
    FILTERED("filtered"),
    KEY("401"),
    NO_CREDIT("402"),
    QUOTA("429"),
    NO_MODEL("404"),
    /** Something of the request is not taken, and it is not said what. */
    VAGUE(null),
    /** Nothing that is known; the status alone speaks. */
    UNKNOWN(null);

    private final @Nullable String wayOut;
    private final List<Capability> abilities;

    ErrorMeaning(@Nullable String wayOut, Capability... abilities) {
        this.wayOut = wayOut;
        this.abilities = List.of(abilities);
    }

    /** What the model lacks: the first of these that was used; empty when that is not what it means. */
    public List<Capability> lacking() {
        return abilities;
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
