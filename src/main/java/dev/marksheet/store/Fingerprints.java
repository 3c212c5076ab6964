package dev.marksheet.store;

import dev.marksheet.session.JudgeFingerprint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the fingerprints in the database stand for. Safe for use by many threads at once. */
public final class Fingerprints {

    /** Few are ever in use at a time; calls with parameters of their own could make many. */
    private static final int MOST_REMEMBERED = 1000;

    private final JdbcClient jdbc;
    private final Map<String, JudgeFingerprint> known = new ConcurrentHashMap<>();

    public Fingerprints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the parts of a fingerprint, in the transaction that is open; returns its hash, null for null. */
    @Nullable
    String insert(@Nullable JudgeFingerprint fingerprint) {
        if (fingerprint == null) {
            return null;
        }
        if (fingerprint.parts() == null || known.containsKey(fingerprint.hash())) {
            return fingerprint.hash();
        }
        jdbc.sql("insert into judge_fingerprint (hash, parts) values (:hash, :parts)"
                        + " on conflict (hash) do nothing")
                .param("hash", fingerprint.hash())
                .param("parts", Json.write(fingerprint.parts()))
                .update();
        return fingerprint.hash();
    }

    /** The fingerprint with its parts; without them when they are not known, null for null. */
    @Nullable
    public JudgeFingerprint find(@Nullable JudgeFingerprint hashOnly) {
        if (hashOnly == null) {
            return null;
        }
        JudgeFingerprint cached = known.get(hashOnly.hash());
        if (cached != null) {
            return cached;
        }
        return jdbc.sql("select parts from judge_fingerprint where hash = :hash")
                .param("hash", hashOnly.hash())
                .query(String.class)
                .optional()
                .map(parts -> remember(new JudgeFingerprint(hashOnly.hash(), Json.readParts(parts))))
                .orElse(hashOnly);
    }

    /** Says that the fingerprint is committed, so that it need not be inserted or read again. */
    void committed(@Nullable JudgeFingerprint fingerprint) {
        if (fingerprint != null && fingerprint.parts() != null && known.size() < MOST_REMEMBERED) {
            known.put(fingerprint.hash(), fingerprint);
        }
    }

    private JudgeFingerprint remember(JudgeFingerprint fingerprint) {
        committed(fingerprint);
        return fingerprint;
    }
}
