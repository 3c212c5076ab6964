package dev.marksheet.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows a call by, and where the call comes from.
 *
 * @param item the client's own id of the row that is marked, at most {@link #LONGEST_ITEM} characters; null for none
 * @param metadata what the client keeps with the call, at most {@link #MOST_METADATA} pairs, in the order they were sent
 * @param dataset the version of a dataset that the item is of, as {@code name@3}; null for none
 * @param rescoredFrom the call of another session that this one marks anew; null for one that a client has sent
 * @param submittedBy the name of the key with which the call was sent; null where none was asked for, or while it is not yet
 *     stored
 */
public record CallTags(
        @Nullable String item,
        Map<String, String> metadata,
        @Nullable String dataset,
        @Nullable JobId rescoredFrom,
        @Nullable String submittedBy) {

    /** The longest item, in characters as people count them (code points). */
    public static final int LONGEST_ITEM = 200;

    public static final int MOST_METADATA = 20;

    /** Those of a call of which nothing is known but its texts. */
    public static final CallTags NONE = new CallTags(null, Map.of(), null, null, null);

    public CallTags {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    CallTags with(@Nullable String newItem, Map<String, String> newMetadata) {
        return new CallTags(newItem, newMetadata, dataset, rescoredFrom, submittedBy);
    }

    CallTags ofDataset(String reference, String newItem) {
        return new CallTags(newItem, metadata, reference, rescoredFrom, submittedBy);
    }

    CallTags rescoredFrom(JobId job) {
        return new CallTags(item, metadata, dataset, job, submittedBy);
    }

    CallTags submittedBy(@Nullable String key) {
        return new CallTags(item, metadata, dataset, rescoredFrom, key);
    }
}
