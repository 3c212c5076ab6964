package dev.marksheet.judge.llm.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a model is told to think less before it replies, in the spelling of whoever serves it. Judging needs no long thoughts,
 * and they are paid for; yet no switch is sent to a model that is not known to have it. Immutable.
 */
public final class Thinking {

    /** How much models may think. */
    public enum Mode {
        /** Not at all, where they can be told so; else as little as they can. */
        OFF,
        /** A little, where they can be told so. */
        LOW,
        /** As they do by themselves. */
        ON
    }

    /** The members of a request that one of the switches is spelled with. */
    private static final Set<String> MEMBERS =
            Set.of("enable_thinking", "thinking", "chat_template_kwargs", "reasoning_effort", "reasoning");

    /** Who names such a model wants it to think, and it could not be told otherwise. */
    private static final Pattern THINKERS =
            Pattern.compile("think|reason|[-/]r1\\b|[-/]r1-|qwq|qvq|glm-z1|magistral", Pattern.CASE_INSENSITIVE);

    private static final Map<String, Object> DISABLED = Map.of("thinking", Map.of("type", "disabled"));
    private static final Map<String, Object> UNABLED = Map.of("enable_thinking", false);
    private static final Map<String, Object> BUDGET = Map.of("enable_thinking", true, "thinking_budget", 1024);
    private static final String HYBRIDS = "qwen-?3|glm-(4\\.[5-9]|[5-9])|deepseek-v(3\\.[1-9]|[4-9])|hunyuan";

    /**
     * Models of a host and their switches.
     *
     * @param off those that switch thinking off, or else bound it; where the first is refused, the next is tried
     * @param low those that bound it
     */
    private record Row(Pattern host, Pattern model, List<Map<String, Object>> off, List<Map<String, Object>> low) {

        boolean fits(String address, String name) {
            return host.matcher(address).find() && model.matcher(name).find();
        }
    }

    /** The first row that fits counts. */
    private static final List<Row> ROWS = List.of(
            // Alibaba Cloud; it refuses thoughts in replies that are not streamed.
            row(
                    "aliyuncs\\.com",
                    HYBRIDS + "|qwen-(plus|turbo|flash|max)|kimi-k2\\.[5-9]",
                    List.of(UNABLED),
                    List.of(BUDGET)),
            row("siliconflow\\.|modelscope\\.", HYBRIDS, List.of(UNABLED), List.of(BUDGET)),
            row(
                    "deepseek\\.com",
                    "",
                    List.of(DISABLED),
                    List.of(Map.of("thinking", Map.of("type", "enabled"), "reasoning_effort", "low"))),
            row("bigmodel\\.cn|\\bz\\.ai", "glm-(4\\.[5-9]|[5-9])", List.of(DISABLED), List.of()),
            row("moonshot\\.|kimi\\.com", "kimi-(k2\\.[5-9]|k[3-9]|for-coding)", List.of(DISABLED), List.of()),
            row("volces\\.com", "doubao-seed|deepseek-v(3\\.[1-9]|[4-9])|glm-|kimi-", List.of(DISABLED), List.of()),
            // Gemini's greater models can't do without.
            row("googleapis\\.com", "gemini-(2\\.5-pro|3.*pro)", effort("low"), effort("low")),
            row("googleapis\\.com", "gemini-(2\\.5|[3-9]|flash)", effort("none", "low"), effort("low")),
            row("groq\\.com", "qwen-?3", effort("none"), List.of()),
            row("groq\\.com|:11434", "gpt-oss", effort("low"), effort("low")),
            row(
                    "openrouter\\.ai",
                    "",
                    List.of(reasoning("enabled", false), reasoning("effort", "minimal")),
                    List.of(reasoning("effort", "low"))),
            row("x\\.ai", "grok-(3-mini|4\\.[3-9])", effort("none", "low"), effort("low")),
            row("openai\\.com|azure\\.com", "gpt-5\\.\\d", effort("none", "low"), effort("low")),
            row("openai\\.com|azure\\.com", "gpt-5", effort("minimal", "low"), effort("low")),
            row("openai\\.com|azure\\.com", "^o\\d", effort("low"), effort("low")),
            // Ollama.
            row(":11434", HYBRIDS, effort("none"), effort("low")),
            // vLLM, SGLang and others that run a model's own template, wherever they run: not a known host.
            row(
                    "^(?!.*(\\.ai|\\.com|\\.cn)([:/]|$))",
                    HYBRIDS,
                    List.of(Map.of("chat_template_kwargs", Map.of("enable_thinking", false, "thinking", false))),
                    List.of()),
            row("^(?!.*(\\.ai|\\.com|\\.cn)([:/]|$))", "gpt-oss", effort("low"), effort("low")));

    private final Mode mode;
    private final String address;
    private final boolean ruled;

    /**
     * @param address of the endpoint
     * @param extra members of every request: one of them that is a switch rules, and none is sent beside it
     */
    public Thinking(Mode mode, String address, Set<String> extra) {
        this.mode = mode;
        this.address = address.replaceFirst("^https?://", "").toLowerCase(Locale.ROOT);
        this.ruled = extra.stream().anyMatch(MEMBERS::contains);
    }

    /** Whether a model that thinks by itself may be told not to. */
    public boolean canBeOff(String model) {
        return mode == Mode.OFF && !THINKERS.matcher(model).find();
    }

    /** What to put into a request to a model, the best first; empty to leave it to the model. */
    public List<Map<String, Object>> switches(String model) {
        if (ruled || mode == Mode.ON || THINKERS.matcher(model).find()) {
            return List.of();
        }
        String name = model.toLowerCase(Locale.ROOT);
        return ROWS.stream()
                .filter(row -> row.fits(address, name))
                .findFirst()
                .map(row -> mode == Mode.OFF ? row.off() : row.low())
                .orElse(List.of());
    }

    private static Row row(String host, String model, List<Map<String, Object>> off, List<Map<String, Object>> low) {
        return new Row(Pattern.compile(host), Pattern.compile(model), off, low);
    }

    private static List<Map<String, Object>> effort(String... efforts) {
        return List.of(efforts).stream()
                .map(effort -> Map.<String, Object>of("reasoning_effort", effort))
                .toList();
    }

    private static Map<String, Object> reasoning(String member, Object value) {
        return Map.of("reasoning", Map.of(member, value));
    }
}
