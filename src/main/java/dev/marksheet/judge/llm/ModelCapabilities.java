package dev.marksheet.judge.llm;

import dev.marksheet.judge.llm.endpoint.Capability;
import dev.marksheet.judge.llm.endpoint.EndpointFault;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What each model of the endpoint has turned out not to understand. Found out from its first refusal and kept for the
 * life of the process. Safe for use by many threads at once.
 */
final class ModelCapabilities {

    private static final Logger log = LoggerFactory.getLogger(ModelCapabilities.class);

    private static final int MOST_TEXTS = 256;

    /** A model that refuses for other reasons, and does not say so either, is not asked in vain for ever. */
    private static final int MOST_CLIMBS_IN_VAIN = 5;

    private final Map<String, Set<Capability>> missing = new ConcurrentHashMap<>();
    private final Map<String, Set<Set<Capability>>> proven = new ConcurrentHashMap<>();
    private final Map<String, Integer> inVain = new ConcurrentHashMap<>();
    private final Map<String, Integer> switches = new ConcurrentHashMap<>();
    private final Map<String, Integer> texts = new ConcurrentHashMap<>();

    /** What requests to {@code model} may use. */
    Set<Capability> of(String model) {
        return EnumSet.complementOf(copy(missing.get(model)));
    }

    /** How many of the switches of thinking the model has refused. */
    int refusedSwitches(String model) {
        return switches.getOrDefault(model, 0);
    }

    /**
     * Draws the lesson from a rejected request.
     *
     * @param used what the request made use of
     * @return whether the model is now known to lack something that the request used, so that it is worth sending anew
     */
    boolean learn(String model, Set<Capability> used, EndpointFault fault) {
        return learn(model, used, fault.meaning().lacking(), fault);
    }

    /** The same, where the provider's words mean that one of these is lacking: the first of them that was used. */
    boolean learn(String model, Set<Capability> used, List<Capability> lacking, EndpointFault fault) {
        if (!isAboutTheRequest(fault)) {
            return false;
        }
        for (Capability ability : lacking) {
            if (used.contains(ability)) {
                add(model, Set.of(ability));
                return true;
            }
        }
        return false;
    }

    /**
     * Draws the lesson from a request whose switch of thinking was rejected.
     *
     * @param used how many switches had been refused when it was sent
     * @param known how many there are for the model
     */
    void refusedSwitch(String model, int used, int known) {
        if (switches.merge(model, used + 1, Math::max) >= known) {
            add(model, Set.of(Capability.THINKING_SWITCH));
        }
    }

    static boolean isAboutTheRequest(EndpointFault fault) {
        return fault.statusCode() == 400 || fault.statusCode() == 422;
    }

    /** Whether a refusal without a reason may be about what the request used; not when the same went through before. */
    boolean mayMind(String model, Set<Capability> used) {
        return inVain.getOrDefault(model, 0) < MOST_CLIMBS_IN_VAIN
                && !proven.getOrDefault(model, Set.of()).contains(used);
    }

    /** Leaving things out one by one was no help. */
    void climbedInVain(String model) {
        inVain.merge(model, 1, Integer::sum);
    }

    /** A request went through that made use of these. */
    void works(String model, Set<Capability> used) {
        proven.computeIfAbsent(model, name -> ConcurrentHashMap.newKeySet()).add(used);
    }

    /** The model is known from now on to lack these. */
    void lacks(String model, Collection<Capability> abilities) {
        add(model, abilities);
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

    private void add(String model, Collection<Capability> abilities) {
        EnumSet<Capability> added = EnumSet.noneOf(Capability.class);
        missing.compute(model, (name, old) -> {
            EnumSet<Capability> all = copy(old);
            abilities.stream().filter(all::add).forEach(added::add);
            return Collections.unmodifiableSet(all);
        });
        added.forEach(
                ability -> log.info("Model {} does not take {}; from now on it is asked without.", model, ability));
    }

    private static EnumSet<Capability> copy(@Nullable Set<Capability> abilities) {
        return abilities == null || abilities.isEmpty() ? EnumSet.noneOf(Capability.class) : EnumSet.copyOf(abilities);
    }
}
