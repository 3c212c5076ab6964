package dev.marksheet.judge.llm.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who says what, and what it means. The first row that fits counts, so the more special ones come first. Rows look at the
 * provider's own words alone, as {@link ErrorBody} has them.
 */
public final class ProviderQuirks {

    /**
     * One quirk.
     *
     * @param codes the code or type; any when empty
     * @param param the start of the parameter's name; any when empty
     * @param message what the message says somewhere, without regard to case
     */
    private record Row(ErrorMeaning meaning, Set<String> codes, String param, Pattern message) {

        boolean fits(ErrorBody error) {
            return (codes.isEmpty() || codes.contains(lower(error.code())) || codes.contains(lower(error.type())))
                    && error.param().startsWith(param)
                    && message.matcher(error.message()).find();
        }
    }

    private static final List<Row> ROWS = List.of(
            // Groq, in JSON mode and with schemas; the model's text follows in failed_generation.
            coded(ErrorMeaning.NO_JSON_WRITTEN, "json_validate_failed"),

            // OpenAI; Moonshot; OpenAI with a limit of one's own; Zhipu; DashScope; Volcengine.
            coded(
                    ErrorMeaning.QUOTA,
                    "insufficient_quota",
                    "exceeded_current_quota_error",
                    "billing_hard_limit_reached",
                    "1113"),
            coded(ErrorMeaning.NO_CREDIT, "arrearage", "accountoverdueerror"),
            // Gemini says it with 400, as xAI does.
            says(ErrorMeaning.KEY, "api key not valid|incorrect api key"),
            coded(ErrorMeaning.KEY, "invalid_api_key"),
            // OpenAI with 404 or 403; DeepSeek with 400.
            coded(ErrorMeaning.NO_MODEL, "model_not_found"),
            says(ErrorMeaning.NO_MODEL, "model not exist|model does not exist"),

            // DashScope, while thinking is on.
            says(ErrorMeaning.NO_FORMAT, "json mode.{0,60}thinking"),
            // DashScope and ModelScope, where thinking is on and replies are not streamed.
            says(ErrorMeaning.MUST_NOT_THINK, "enable[_ ]thinking.{0,60}(false|stream)"),
            // DashScope: "restricted to True"; the others name the member.
            says(ErrorMeaning.NO_THINKING_SWITCH, "enable[_ ]thinking"),
            about(ErrorMeaning.NO_THINKING_SWITCH, "reasoning"),
            about(ErrorMeaning.NO_THINKING_SWITCH, "thinking"),
            about(ErrorMeaning.NO_THINKING_SWITCH, "chat_template"),
            // DashScope; Qwen's and others' proxies.
            says(
                    ErrorMeaning.ONLY_STREAMS,
                    "only supports? (the )?stream|enable the stream|stream mode only|requires? stream|"
                            + "stream(ing)? (must be|is required)|(仅|只)支持流式|不支持非流式"),

            // OpenAI, newer models. Before the next: both are about max_tokens.
            about(ErrorMeaning.NO_MAX_TOKENS, "max_tokens", "unsupported_parameter"),
            says(
                    ErrorMeaning.NO_MAX_TOKENS,
                    "max_tokens.{0,40}(not supported|unsupported|unknown|unrecogni[sz]ed|deprecated)|"
                            + "(unsupported|unknown|unrecogni[sz]ed).{0,40}max_tokens|use .?max_completion_tokens"),
            // OpenAI and vLLM: "is too large"; DashScope and DeepSeek: "range of max_tokens"; Groq: "must be less
            // than";
            // Anthropic: "max_tokens: 9000 > 8192".
            says(
                    ErrorMeaning.TOO_MUCH_ROOM,
                    "max_(completion_|output_)?tokens.{0,80}(too large|range|at most|less than|maximum|exceed|greater|>)|"
                            + "range of max_(completion_|output_)?tokens"),

            // OpenAI, Azure, vLLM, Ollama; llama.cpp; DashScope; Gemini; Text Embeddings Inference; Groq, by the
            // minute.
            coded(
                    ErrorMeaning.TOO_LONG,
                    "context_length_exceeded",
                    "exceed_context_size_error",
                    "string_above_max_length"),
            says(
                    ErrorMeaning.TOO_LONG,
                    "context[_ ]length|context size|physical batch size|range of input length|too long|"
                            + "input token count|must have less than \\d+ tokens|request too large for model"),

            // OpenAI, Azure; DashScope; DeepSeek; Zhipu.
            coded(
                    ErrorMeaning.FILTERED,
                    "content_filter",
                    "responsibleaipolicyviolation",
                    "data_inspection_failed",
                    "datainspectionfailed",
                    "1301"),
            says(ErrorMeaning.FILTERED, "content[_ ]filter|content management policy|inspection|content exists risk"),
            says(ErrorMeaning.NO_BASE64, "encoding[_ ]format|base64"),

            // OpenAI; Azure's old versions; vLLM; Ollama's old versions; DashScope; DeepSeek; Groq.
            about(ErrorMeaning.NO_FORMAT, "response_format"),
            says(
                    ErrorMeaning.NO_FORMAT,
                    "response[_ ]format|json[_ ]schema|json_object|structured[_ ]output|guided|grammar|json mode"),

            // Zhipu's older models (1214); Text Generation Inference; those who take no 0.
            says(
                    ErrorMeaning.TEMPERATURE_TOO_LOW,
                    "temperature.{0,80}(greater|> ?0|positive|range|between|大于|非法|\\(0)"),
            // OpenAI's reasoning models; Moonshot.
            about(ErrorMeaning.NO_TEMPERATURE, "temperature"),
            says(ErrorMeaning.NO_TEMPERATURE, "\\btemperature\\b"),

            // vLLM, by the model's template; OpenAI's o1-preview; Gemma at Google.
            says(
                    ErrorMeaning.NO_SYSTEM_ROLE,
                    "system role|role 'system'|system message|not support 'system'|developer instruction"),

            // OpenAI and those like it: an unknown argument; Groq; Gemini: "only works in thinking mode"; OpenRouter:
            // "reasoning is mandatory".
            says(
                    ErrorMeaning.NO_THINKING_SWITCH,
                    "chat_template_kwargs|reasoning[_. ]?effort|\\breasoning\\b|\\bthinking"),

            // DashScope; OpenAI; Text Embeddings Inference, SiliconFlow; OpenAI's sum of tokens; Cohere; proxies.
            says(
                    ErrorMeaning.TOO_MANY_TEXTS,
                    "batch[_ ]size|batch|too many|number of (inputs|texts)|inputs? array|max(imum)? \\d+ tokens per request|"
                            + "at most \\d+ texts|too large"),

            // Zhipu; nobody's words at all; Gemini, OpenRouter and others that say no more than that.
            coded(ErrorMeaning.VAGUE, "1210"),
            says(
                    ErrorMeaning.VAGUE,
                    "^\\s*$|参数有误|^参数错误|^(the )?(bad|invalid) (request|argument|param(eter)?s?)( error)?\\W*$|"
                            + "^request contains an invalid argument\\W*$|^provider returned error\\W*$|"
                            + "^invalid api parameter, please check the documentation\\W*$"));

    private ProviderQuirks() {}

    public static ErrorMeaning meaning(ErrorBody error) {
        for (Row row : ROWS) {
            if (row.fits(error)) {
                return row.meaning();
            }
        }
        return ErrorMeaning.UNKNOWN;
    }

    private static Row coded(ErrorMeaning meaning, String... codes) {
        return about(meaning, "", codes);
    }

    private static Row about(ErrorMeaning meaning, String param, String... codes) {
        return new Row(meaning, Set.of(codes), param, Pattern.compile(""));
    }

    private static Row says(ErrorMeaning meaning, String message) {
        return new Row(meaning, Set.of(), "", Pattern.compile(message, Pattern.CASE_INSENSITIVE));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
