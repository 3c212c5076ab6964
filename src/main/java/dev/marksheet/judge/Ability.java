package dev.marksheet.judge;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a request may make use of and not every endpoint or model understands. */
enum Ability {
    /** {@code response_format} of type json_schema. */
    JSON_SCHEMA,
    /** {@code response_format} of type json_object. */
    JSON_OBJECT,
    /** A {@code temperature} of our choice. */
    TEMPERATURE,
    /** The token limit under its old name {@code max_tokens}; else it is sent as {@code max_completion_tokens}. */
    MAX_TOKENS,
    /** A message of the role system; else its text opens the user message. */
    SYSTEM_ROLE,
    /** Vectors as {@code encoding_format} base64, which is shorter than decimal numbers and far cheaper to read. */
    BASE64,
    /** Thinking that goes on by default; else it is switched off by {@code enable_thinking}. */
    THINKING;

    /** The abilities that the body of a 400 says are missing, out of those that the request used; empty when it says none. */
    static Set<Ability> refusedBy(String body, Set<Ability> used) {
        String text = body.toLowerCase(Locale.ROOT);
        Set<Ability> refused = EnumSet.noneOf(Ability.class);
        if (mentions(text, "enable_thinking", "enable thinking")) {
            refused.add(THINKING);
        } else if (used.contains(BASE64) && mentions(text, "encoding_format", "encoding format", "base64")) {
            refused.add(BASE64);
        } else if (mentions(text, "response_format", "response format", "json_schema", "json schema", "json_object")
                || mentions(text, "structured output", "structured_output", "guided", "grammar", "json mode")) {
            refused.add(used.contains(JSON_SCHEMA) ? JSON_SCHEMA : JSON_OBJECT);
        } else if (mentions(text, "max_tokens") && !mentions(text, "context length")) {
            refused.add(MAX_TOKENS);
        } else if (mentions(text, "temperature")) {
            refused.add(TEMPERATURE);
        } else if (mentions(text, "system role", "role 'system'", "system message", "does not support 'system'")) {
            refused.add(SYSTEM_ROLE);
        }
        refused.retainAll(used);
        return refused;
    }

    private static boolean mentions(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
