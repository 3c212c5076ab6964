package dev.marksheet.judge;

import dev.marksheet.session.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns task forms into prompts: the instructions from the files under {@code prompts/}, the rules about fences that all
 * share, and the fenced data. Safe for use by many threads at once.
 */
final class Prompts {

    private static final int MOST_OF_EARLIER_REPLY = 2000;

    private final @Nullable Language fixed;
    private final Fence fence;
    private final Map<String, String> files = new ConcurrentHashMap<>();

    /** @param language {@code auto}, {@code en} or {@code zh} */
    Prompts(String language, Fence fence) {
        this.fixed = language.equals("auto") ? null : language.equals("zh") ? Language.ZH : Language.EN;
        this.fence = fence;
    }

    /** @param earlier the unusable reply to mend; null to ask afresh */
    Prompt write(TaskForm<?> form, @Nullable UnusableReply earlier) {
        String language = language(form).wireName();
        String instructions = file(form.prompt(), language) + "\n" + file("fence", language);
        if (earlier == null) {
            return new Prompt(instructions, fence.write(form, form.sections()));
        }
        List<Section> sections = new ArrayList<>();
        String reply = earlier.reply();
        if (!reply.isBlank()) {
            String start = reply.substring(0, Math.min(reply.length(), MOST_OF_EARLIER_REPLY));
            sections.add(Section.of("earlier reply", start));
        }
        sections.addAll(form.sections());
        return new Prompt(instructions, fence.write(form.with("problem", earlier.reason()), sections));
    }

    private Language language(TaskForm<?> form) {
        String asked = form.settings().get("language");
        if (asked != null) {
            return asked.equals(Language.ZH.wireName()) ? Language.ZH : Language.EN;
        }
        return fixed != null ? fixed : Language.of(form.texts());
    }

    private String file(String name, String language) {
        return files.computeIfAbsent("prompts/" + name + "." + language + ".md", Prompts::read);
    }

    private static String read(String path) {
        try (InputStream in = Prompts.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip() + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
