package dev.marksheet.judge.llm.prompt;

import dev.marksheet.session.text.Bounded;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Writes the text under judgement into a message so that it can't pass itself off as anything else: between lines that
 * carry a code drawn at random for this one request and found nowhere in the texts.
 */
public final class Delimiters {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CODE_BYTES = 4;
    private static final int MOST_OF_SETTING = 300;

    private final Supplier<String> codes;

    public Delimiters(Supplier<String> codes) {
        this.codes = codes;
    }

    public static Delimiters random() {
        return new Delimiters(() -> {
            byte[] bytes = new byte[CODE_BYTES];
            RANDOM.nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        });
    }

    /** The user message of a form. */
    String write(PromptTemplate<?> form, Iterable<Section> sections) {
        String code = freshCode(sections);
        StringBuilder out = new StringBuilder("code: ").append(code).append('\n');
        for (Map.Entry<String, String> setting : form.settings().entrySet()) {
            out.append(setting.getKey())
                    .append(": ")
                    .append(oneLine(setting.getValue()))
                    .append('\n');
        }
        for (Section section : sections) {
            out.append("\n<<<").append(section.name()).append(' ').append(code).append('\n');
            out.append(section.body()).append('\n');
            out.append(section.name()).append(' ').append(code).append(">>>\n");
        }
        return out.toString();
    }

    /** A reason for a repair may repeat words of the judge, so it must not be able to look like a fence either. */
    private static String oneLine(String value) {
        String line = value.replaceAll("\\s+", " ").replaceAll("[<>]{3,}", "");
        return Bounded.cut(line, MOST_OF_SETTING);
    }

    private String freshCode(Iterable<Section> sections) {
        while (true) {
            String code = codes.get();
            boolean seen = false;
            for (Section section : sections) {
                seen |= section.body().contains(code);
            }
            if (!seen) {
                return code;
            }
        }
    }
}
