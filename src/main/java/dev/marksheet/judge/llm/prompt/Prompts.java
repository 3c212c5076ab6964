package dev.marksheet.judge.llm.prompt;

import dev.marksheet.judge.JudgeException;
import dev.marksheet.session.JudgeFingerprint;
import dev.marksheet.session.text.Bounded;
import dev.marksheet.session.text.Language;
import dev.marksheet.session.text.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns task forms into prompts: the instructions from the files under {@code prompts/}, the rules about fences that all
 * share, and the fenced data. Safe for use by many threads at once.
 */
public final class Prompts {

    private static final int MOST_OF_EARLIER_REPLY = 2000;

    /** The rules that all prompts share. */
    static final String FENCE = "fence";

    /** The rule that prompts share which ask for reasons. */
    static final String REASONS = "reasons";

    /** The instructions by file. Read when the service starts: reading the jar is nothing for virtual threads. */
    private static final Map<String, String> FILES = readAll();

    private final Delimiters fence;

    public Prompts(Delimiters fence) {
        this.fence = fence;
    }

    /** A hash over all prompts: equal prompts have the same, and a changed word gives another. */
    public String fingerprint() {
        StringBuilder all = new StringBuilder();
        for (String name : PromptTemplates.markingPrompts()) {
            for (Language language : Language.values()) {
                all.append(file(name, language.wireName())).append('\0');
            }
        }
        return JudgeFingerprint.hash(all.toString());
    }

    /**
     * @param asked the language to ask in; null to follow the texts
     * @param earlier the unusable reply to mend; null to ask afresh
     */
    public Prompt write(PromptTemplate<?> form, @Nullable Language asked, @Nullable UnusableReply earlier) {
        Language spoken = language(form, asked);
        String language = spoken.wireName();
        String instructions = instructions(form, language);
        if (earlier == null) {
            return new Prompt(instructions, fence.write(form, form.sections()));
        }
        List<Section> sections = new ArrayList<>();
        String reply = earlier.reply();
        if (!reply.isBlank()) {
            sections.add(Section.of("earlier reply", Bounded.cut(reply, MOST_OF_EARLIER_REPLY)));
        }
        sections.addAll(form.sections());
        return new Prompt(
                instructions,
                fence.write(form.with("problem", earlier.reason(Wording.of(JudgeException.FAULTS, spoken))), sections));
    }

    /** What is the same for every call stands first, for endpoints that remember beginnings. */
    private String instructions(PromptTemplate<?> form, String language) {
        StringBuilder all =
                new StringBuilder(file(form.prompt(), language)).append('\n').append(file(FENCE, language));
        if (form.shape().reasoned()) {
            all.append(file(REASONS, language));
        }
        for (Section rule : form.rules()) {
            all.append('\n')
                    .append(rule.name())
                    .append(":\n")
                    .append(rule.body().strip())
                    .append('\n');
        }
        return all.toString();
    }

    private static Language language(PromptTemplate<?> form, @Nullable Language asked) {
        String needed = form.settings().get("language");
        if (needed != null) {
            return Language.ofWireName(needed);
        }
        return asked != null ? asked : Language.of(form.texts());
    }

    private String file(String name, String language) {
        String text = FILES.get(path(name, language));
        if (text == null) {
            throw new IllegalStateException("There is no " + path(name, language));
        }
        return text;
    }

    private static Map<String, String> readAll() {
        Map<String, String> files = new TreeMap<>();
        for (String name : PromptTemplates.prompts()) {
            for (Language language : Language.values()) {
                String path = path(name, language.wireName());
                files.put(path, read(path));
            }
        }
        return Map.copyOf(files);
    }

    private static String path(String name, String language) {
        return "prompts/" + name + "." + language + ".md";
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
