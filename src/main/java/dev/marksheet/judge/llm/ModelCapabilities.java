package dev.marksheet.judge.llm;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each model of the endpoint has turned out not to understand. Found out from its first refusal and kept for the
 * life of the process. Safe for use by many threads at once.
 */
final class ModelCapabilities {

    private static final Logger log = LoggerFactory.getLogger(ModelCapabilities.class);

    private static final int MOST_TEXTS = 256;

    private final Map<String, Set<Capability>> missing = new ConcurrentHashMap<>();
    private final Map<String, Integer> texts = new ConcurrentHashMap<>();

    /** What requests to {@code model} may use. */
    Set<Capability> of(String model) {
        return EnumSet.complementOf(copy(missing.get(model)));
    }

    /**
     * Draws the lesson from a rejected request.
     *
     * @param used what the request made use of
     * @return whether the model is now known to lack something that the request used, so that it is worth sending anew
     */
    boolean learn(String model, Set<Capability> used, EndpointFault fault) {
        if (fault.statusCode() != 400 && fault.statusCode() != 422) {
            return false;
        }
        Capability lacking = fault.meaning().lacking();
        Capability refused =
                lacking == Capability.JSON_SCHEMA && !used.contains(lacking) ? Capability.JSON_OBJECT : lacking;
        if (refused == null || !used.contains(refused)) {
            return false;
        }
        if (add(model, refused)) {
            log.info("Model {} does not take {}; from now on it is asked without.", model, refused);
        }
        return true;
    }

    /** How many texts an embedding model is sent at once. */
    int mostTexts(String model) {
        return texts.getOrDefault(model, MOST_TEXTS);
    }

    /** An embedding model took so many texts at once after it had refused more. */
    void takesAtOnce(String model, int count) {
        texts.merge(model, count, Math::min);
        log.info("Model {} takes {} texts at once, no more; from now on it gets no more.", model, count);
    }

    private boolean add(String model, Capability ability) {
        boolean[] isNew = new boolean[1];
        missing.compute(model, (name, old) -> {
            EnumSet<Capability> all = copy(old);
            isNew[0] = all.add(ability);
            return Collections.unmodifiableSet(all);
        });
        return isNew[0];
    }

    private static EnumSet<Capability> copy(@org.jspecify.annotations.Nullable Set<Capability> abilities) {
        return abilities == null ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(abilities);
    }
}
