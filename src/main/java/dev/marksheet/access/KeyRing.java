package dev.marksheet.access;

import dev.marksheet.session.access.AccessKey;
import dev.marksheet.session.text.Sha256;
import dev.marksheet.store.access.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * All keys: the one of the settings, and those made with it. What the database says of a key is believed for a second, so
 * that a key revoked on another node opens nothing a second later. Safe for use by many threads at once.
 */
@Component
public final class KeyRing {

    private static final Pattern FORM = Pattern.compile("mks_([0-9a-f]{12})_[0-9a-f]{64}");
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final long BELIEVED = Duration.ofSeconds(1).toNanos();
    private static final Duration USE_TOLD_EVERY = Duration.ofMinutes(1);
    private static final byte[] NOTHING = new byte[SECRET_BYTES];

    private record Known(AccessKey key, long since) {}

    private final KeyStore store;
    private final Clock clock;
    private final byte @Nullable [] adminHash;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> useTold = new ConcurrentHashMap<>();

    KeyRing(KeyStore store, AccessProperties properties, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.adminHash = properties.adminKey() == null ? null : Sha256.of(properties.adminKey());
    }

    /**
     * A key that has just been made.
     *
     * @param secret the whole key, which nobody can tell again
     */
    public record Made(AccessKey key, String secret) {

        @Override
        public String toString() {
            return "Made[" + key + "]";
        }
    }

    /** Makes a key; when this returns, it is durable. */
    public Made make(AccessKey.Terms terms) {
        String id = digits(ID_BYTES);
        String secret = "mks_" + id + "_" + digits(SECRET_BYTES);
        Instant now = Instant.ofEpochMilli(clock.millis());
        AccessKey key = new AccessKey(id, terms, Sha256.hex(secret, SECRET_BYTES), now, null, null);
        store.insert(key).join();
        return new Made(key, secret);
    }

    private String digits(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }

    /** Ends a key and all logins by it. Says whether there was such a key that had not ended. */
    public boolean revoke(String id) {
        try {
            return store.revoke(id, clock.instant()).join();
        } finally {
            known.remove(id);
        }
    }

    /** Keys, the newest first: see {@link KeyStore#newestFirst}. */
    public List<AccessKey> newestFirst(long createdAt, String id, int limit) {
        return store.newestFirst(createdAt, id, limit);
    }

    /** A key by its id, whether it still opens anything or not; not the one of the settings. */
    public Optional<AccessKey> ofId(String id) {
        return store.find(id);
    }

    /** Who holds this key; empty if it opens nothing. Takes as long for a wrong secret as for a right one. */
    Optional<Caller> holder(String sent) {
        byte[] hash = Sha256.of(sent);
        if (adminHash != null && MessageDigest.isEqual(hash, adminHash)) {
            return Optional.of(Caller.admin());
        }
        Matcher form = FORM.matcher(sent);
        AccessKey key = form.matches() ? find(form.group(1)) : null;
        boolean right = MessageDigest.isEqual(
                hash, key == null ? NOTHING : HexFormat.of().parseHex(key.secretHash()));
        return right && key != null ? usable(key) : Optional.empty();
    }

    /** Who holds the key of this id, if its secret is still the one that was shown at the login. */
    Optional<Caller> holder(String id, String secretHash) {
        if (id.equals(Caller.ADMIN)) {
            boolean same =
                    adminHash != null && HexFormat.of().formatHex(adminHash).equals(secretHash);
            return same ? Optional.of(Caller.admin()) : Optional.empty();
        }
        AccessKey key = find(id);
        return key != null && key.secretHash().equals(secretHash) ? usable(key) : Optional.empty();
    }

    private Optional<Caller> usable(AccessKey key) {
        Instant now = clock.instant();
        if (!key.isUsable(now)) {
            return Optional.empty();
        }
        Instant told = useTold.get(key.id());
        if (told == null || told.plus(USE_TOLD_EVERY).isBefore(now)) {
            useTold.put(key.id(), now);
            store.used(key.id(), now);
        }
        return Optional.of(Caller.of(key));
    }

    private @Nullable AccessKey find(String id) {
        Known last = known.get(id);
        if (last != null && System.nanoTime() - last.since() < BELIEVED) {
            return last.key();
        }
        long now = System.nanoTime();
        AccessKey key = store.find(id).orElse(null);
        if (key != null) {
            known.put(id, new Known(key, now));
        }
        return key;
    }
}
