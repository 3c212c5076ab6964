package dev.marksheet.monitor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models that are told apart. Clients name models as they like, and every name would be kept for ever, so those beyond
 * the first {@value #MOST} count together. Safe for use by many threads at once.
 */
final class Models {

    static final String OTHER = "other";
    static final int MOST = 50;

    private static final int LONGEST = 100;

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** The name under which a model is counted. */
    String label(String model) {
        if (known.contains(model)) {
            return model;
        }
        if (model.length() > LONGEST || known.size() >= MOST) {
            return OTHER;
        }
        known.add(model);
        return model;
    }
}
