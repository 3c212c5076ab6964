package dev.marksheet.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Proves to receivers that a message comes from here. Pure; safe for use by many threads at once. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String BASE64_SECRET = "whsec_";

    private Signature() {}

    /**
     * The value of {@code webhook-signature} by the Standard Webhooks specification (1.0, section on symmetric signatures).
     *
     * @param secret {@code whsec_} and base64; any other one is taken by its UTF-8 bytes
     * @param seconds since 1970, as in {@code webhook-timestamp}
     */
    static String standard(String secret, String id, long seconds, String body) {
        return "v1," + hmac(key(secret), id + "." + seconds + "." + body);
    }

    private static byte[] key(String secret) {
        if (secret.startsWith(BASE64_SECRET)) {
            try {
                return Base64.getDecoder().decode(secret.substring(BASE64_SECRET.length()));
            } catch (IllegalArgumentException e) {
                // No base64 behind the prefix: the secret is as it stands.
                return secret.getBytes(StandardCharsets.UTF_8);
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    /** DingTalk's: the secret signs itself with the time in milliseconds. */
    static String dingtalk(String secret, long millis) {
        return hmac(secret.getBytes(StandardCharsets.UTF_8), millis + "\n" + secret);
    }

    /** Feishu's: time in seconds and secret are the key, and nothing is signed. */
    static String feishu(String secret, long seconds) {
        return hmac((seconds + "\n" + secret).getBytes(StandardCharsets.UTF_8), "");
    }

    private static String hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
