package dev.marksheet.judge.llm.endpoint;

import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.Wording;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Says to a person what a fault is and what to do about it. Never shows the key. */
public final class FaultMessages {

    private static final int MOST = 300;
    private static final Pattern ASKED_PATH = Pattern.compile("/(chat/completions|embeddings)/?$");

    /** Before the keys of texts that are others for an endpoint that only embeds. */
    static final String EMBEDDING = "embedding.";

    private final String address;
    private final boolean embeddings;
    private final List<String> keys;
    private final Secrets secrets;

    FaultMessages(JudgeProperties properties, Access access) {
        this.address = access.address();
        this.embeddings = access.embeddings();
        this.keys = Secrets.all(properties);
        this.secrets = Secrets.of(properties);
    }

    private String text(Wording words, String key, Object... values) {
        String own = EMBEDDING + key;
        return words.text(embeddings && !words.find(own).isEmpty() ? own : key, values);
    }

    /** What an endpoint wrote, without the key. */
    public String mask(String text) {
        return secrets.mask(text);
    }

    /** The calling thread was told to stop; why, those know who told it. */
    String stopped(EndpointFault latest, Wording words) {
        return latest.kind() == EndpointFault.Kind.INTERRUPTED
                ? text(words, "stopped.silent", address)
                : text(words, "stopped.unusable", address, describe(latest, words));
    }

    String usedUp(EndpointFault fault, int attempts, Wording words) {
        return text(words, attempts == 1 ? "used_up.once" : "used_up", address, describe(fault, words), attempts);
    }

    /** Nobody is served; {@code outage} says why and what to change. */
    String outage(String outage, Wording words) {
        return text(words, "outage", address, outage);
    }

    /** What a fault is, in few words and without the key. */
    String inShort(EndpointFault fault, Wording words) {
        return describe(fault, words);
    }

    /** What the model said when it declined. */
    public String refusal(EndpointFault fault, Wording words) {
        return detail(fault, words);
    }

    /** A fault that no repetition mends: what it is and what to change. */
    public String forGood(EndpointFault fault, String model, Wording words) {
        String said = fault.said(words);
        if (said != null) {
            return text(words, "used_up.once", address, said);
        }
        if (Blockage.isRedirect(fault.statusCode())) {
            return text(words, "final.redirect", address, fault.statusCode(), target(fault));
        }
        String wayOut = text(words, fault.meaning().wayOut(fault.statusCode()), model);
        return text(words, "final", address, describe(fault, words), wayOut);
    }

    private String target(EndpointFault redirect) {
        return masked(new Target(redirect.body()).shown());
    }

    /** Where a redirect leads, as a base URL that can be set. */
    private record Target(String location) {

        String shown() {
            String bare = location.replaceFirst("//[^/@]{0,200}@", "//").replaceFirst("[?#].*", "");
            return Bounded.cut(ASKED_PATH.matcher(bare).replaceFirst(""), MOST);
        }
    }

    private String describe(EndpointFault fault, Wording words) {
        String said = fault.said(words);
        if (said != null) {
            return said;
        }
        if (Blockage.isRedirect(fault.statusCode())) {
            return words.text("fault.redirect", fault.statusCode(), target(fault));
        }
        String detail = detail(fault, words);
        if (fault.statusCode() == 0) {
            return detail;
        }
        Duration asked = fault.retryAfter();
        String pause = asked == null || asked.compareTo(Backoff.LONGEST_ASKED) <= 0
                ? ""
                : words.text("retry_after", asked.toSeconds(), Backoff.LONGEST_ASKED.toSeconds());
        return "HTTP " + fault.statusCode() + (detail.isEmpty() ? "" : " (" + detail + ")") + pause;
    }

    /** The words of an error body that are meant for people, shortened and without the key. */
    private String detail(EndpointFault fault, Wording words) {
        String body = Bounded.cut(fault.body().strip(), 4 * MOST);
        String message = fault.error().message();
        String text = body.startsWith("<") ? words.text("html") : message.isBlank() ? body : message;
        return Bounded.cut(masked(text.replaceAll("\\s+", " ").strip()), MOST);
    }

    /** An error's own words are shown with any key masked, be it a word like any other. */
    private String masked(String text) {
        String masked = text;
        for (String key : keys) {
            masked = masked.replace(key, "***");
        }
        return masked;
    }
}
