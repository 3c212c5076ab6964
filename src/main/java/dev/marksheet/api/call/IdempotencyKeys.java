package dev.marksheet.api.call;

import dev.marksheet.api.wire.InvalidRequestException;
import dev.marksheet.job.KeyReusedException;
import dev.marksheet.session.CallKey;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the key that a client may have given its call, from a header or, for tools that can't set one, from the body. */
@Component
final class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final String FIELD = "idempotency_key";

    private final JsonMapper mapper;

    IdempotencyKeys(JsonMapper mapper) {
        this.mapper = mapper.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** The key, or null where there is none. */
    @Nullable
    CallKey of(@Nullable String header, ScoreBody body) {
        String inHeader = header == null ? null : decoded(header).strip();
        String inBody =
                body.idempotencyKey() == null ? null : body.idempotencyKey().strip();
        String value = inHeader == null ? inBody : inHeader;
        if (value == null) {
            return null;
        }
        if (inBody != null && !inBody.equals(value)) {
            throw new InvalidRequestException(FIELD, "is not the one of the header " + HEADER + "; send one of them");
        }
        try {
            return new CallKey(value, hash(body));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException(source(header), String.valueOf(e.getMessage()));
        }
    }

    /** What to tell a client whose key stands for another call. */
    static InvalidRequestException reused(@Nullable String header, KeyReusedException e) {
        return new InvalidRequestException(source(header), e.getMessage() + "; give a new call a new key");
    }

    private static String source(@Nullable String header) {
        return header == null ? FIELD : HEADER;
    }

    /** Headers come as bytes, which the server takes for Latin-1. */
    private static String decoded(String header) {
        String utf8 = new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return utf8.indexOf('\uFFFD') < 0 ? utf8 : header;
    }

    /** Of the call as it was sent, not of what the service makes of it: its defaults may be others by now. */
    private String hash(ScoreBody body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            mapper.writeValue(new DigestOutputStream(OutputStream.nullOutputStream(), digest), body);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
