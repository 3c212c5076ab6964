package dev.marksheet.judge;

import java.util.List;

/**
 * The configured key, so that it can be taken out of whatever an endpoint sends: a proxy for debugging repeats it, and
 * replies are kept, shown and exported. Immutable.
 *
 * @param keys those that are hard to guess; a key such as {@code ollama}, which servers without keys are given, is a word
 *     like any other and stays in replies
 */
record Secrets(List<String> keys) {

    private static final int LONG = 20;
    private static final int SHORT = 8;

    Secrets {
        keys = List.copyOf(keys);
    }

    static Secrets of(JudgeProperties properties) {
        String key = properties.apiKey();
        boolean secret = key.length() >= LONG
                || key.length() >= SHORT
                        && (key.startsWith("sk-") || key.chars().anyMatch(Character::isDigit));
        return new Secrets(secret ? List.of(key) : List.of());
    }

    /** The text without the keys. */
    String mask(String text) {
        String masked = text;
        for (String key : keys) {
            masked = masked.replace(key, "***");
        }
        return masked;
    }
}
