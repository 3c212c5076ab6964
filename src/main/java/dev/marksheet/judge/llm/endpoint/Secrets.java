package dev.marksheet.judge.llm.endpoint;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The configured keys, so that they can be taken out of whatever an endpoint sends: a proxy for debugging repeats them, and
 * replies are kept, shown and exported. Immutable.
 *
 * @param keys those that are hard to guess; a key such as {@code ollama}, which servers without keys are given, is a word
 *     like any other and stays in replies
 */
public record Secrets(List<String> keys) {

    private static final int LONG = 20;
    private static final int SHORT = 8;

    public Secrets {
        keys = List.copyOf(keys);
    }

    public static Secrets of(JudgeProperties properties) {
        return new Secrets(all(properties).stream().filter(Secrets::hardToGuess).toList());
    }

    /** All keys, be they hard to guess or not; the longest first, as one may be the start of another. */
    static List<String> all(JudgeProperties properties) {
        return Stream.of(properties.apiKey(), properties.embedding().apiKey())
                .filter(key -> !key.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static boolean hardToGuess(String key) {
        return key.length() >= LONG
                || key.length() >= SHORT
                        && (key.startsWith("sk-") || key.chars().anyMatch(Character::isDigit));
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
