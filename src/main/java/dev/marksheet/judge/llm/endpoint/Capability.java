package dev.marksheet.judge.llm.endpoint;

/** What a request may make use of and not every endpoint or model understands. */
public enum Capability {
    /** {@code response_format} of type json_schema. */
    JSON_SCHEMA,
    /** {@code response_format} of type json_object. */
    JSON_OBJECT,
    /** A {@code temperature} of our choice. */
    TEMPERATURE,
    /** A {@code temperature} of 0; else the least that is sent is 0.01. */
    ZERO_TEMPERATURE,
    /** The token limit under its old name {@code max_tokens}; else it is sent as {@code max_completion_tokens}. */
    MAX_TOKENS,
    /** A message of the role system; else its text opens the user message. */
    SYSTEM_ROLE,
    /** Vectors as {@code encoding_format} base64, which is shorter than decimal numbers and far cheaper to read. */
    BASE64,
    /** Thinking that goes on by default; else it is switched off by {@code enable_thinking}. */
    THINKING,
    /** One of the switches that {@link Thinking} knows for the model. */
    THINKING_SWITCH,
    /** A reply in one piece; else it is asked for as a stream. */
    WHOLE_REPLY
}
