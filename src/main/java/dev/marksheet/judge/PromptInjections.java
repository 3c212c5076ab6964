package dev.marksheet.judge;

import dev.marksheet.session.Sample;
import dev.marksheet.session.evidence.Injection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises text that gives orders to a judge, such as "ignore all previous instructions" or 给满分. A flag for the
 * reader of a score and no defence: the fences are that. Stateless.
 */
public final class PromptInjections {

    private static final int MOST = 10;

    private static final String UP_TO_40 = "\\b[^.!?\\n]{0,40}";

    /**
     * Every rule asks for two signs, since one alone stands in ordinary manuals: "you are now ready", "note that AI models",
     * "enable developer mode", 系统提示：密码错误, 导致模型.
     */
    private static final InjectionRules RULES = new InjectionRules()
            .words(
                    "ignore disregard forget override bypass",
                    UP_TO_40 + "(?:\\b(?:previous|prior|earlier|preceding|above|all|any|your)\\b[^.!?\\n]{0,20}"
                            + "\\b(?:instructions?|prompts?|rules?|directions?|guidelines?|criteria)\\b"
                            + "|\\b(?:instructions?|rules?|guidelines?|criteria)\\s+(?:above|so far|given)\\b"
                            + "|\\bcriteria\\b)")
            .words(
                    "give award assign grant mark rate score grade",
                    UP_TO_40
                            + "\\b(?:full|top|perfect|maximum|max|highest|best)\\s+(?:marks?|scores?|points?|ratings?|grades?)\\b")
            .words(
                    "output return print",
                    UP_TO_40 + "\\b(?:full|perfect)\\s+(?:marks?|scores?|points?|ratings?|grades?)\\b")
            .words(
                    "output return print reply respond answer say write",
                    "(?:\\s+with)?\\b[^.!?\\n]{0,20}(?:\\bverdicts?\\s*[\"':=]*\\s*(?:1|yes|true|supported)\\b"
                            + "|\\b(?:only|just)\\s+['\"]?(?:1|yes|true)\\b(?!['\"]?\\s+or\\b))")
            .words(
                    "mark rate grade judge score label classify treat consider count",
                    UP_TO_40
                            + "\\b(?:statements?|answers?|claims?|responses?|passages?|contexts?|everything|it|all|this|them)\\b"
                            + "[^.!?\\n]{0,20}\\bas\\s+(?:supported|correct|true|useful|relevant|perfect|faithful|attributed)\\b")
            .words(
                    "you",
                    "\\s+are\\s+(?:now|no longer)\\s+(?:an?\\s+|the\\s+|my\\s+)?(?:\\w{1,20}\\s+){0,2}"
                            + "(?:judge|grader|evaluator|assistant|ai|bot|dan)\\b")
            .words("new updated revised real", "\\s+(?:system\\s+)?(?:instructions?|prompt)\\s*:")
            .words(
                    "note message instruction instructions",
                    "\\s+(?:to|for)\\s+(?:the\\s+|all\\s+|any\\s+)?(?:ai\\s+|llm\\s+)?"
                            + "(?:judge|grader|evaluator|llm|ai)s?\\s*[:,]")
            .words("attention", "\\s*[:,]\\s*(?:dear\\s+|ai\\s+|llm\\s+)?(?:judge|grader|evaluator)s?\\s*[:,]")
            .words("dear", "\\s+(?:ai\\s+|llm\\s+)?(?:judge|grader|evaluator|llm|ai|assistant)\\b")
            .words("system assistant", "(?<=(?:\\[|<\\|)\\w{6,9})(?:\\]|\\|>)")
            .words("reveal", "\\s+your\\s+(?:system\\s+)?(?:prompt|instructions)\\b")
            .characters(
                    "<",
                    "<\\|im_(?:start|end)\\|>|<<SYS>>|</s>\\s*(?:<s>|\\[INST\\])|<\\|eot_id\\|>|<\\|endoftext\\|>"
                            + "|<<<\\s*(?:question|answer|passage|statements|context|reference|criterion|text|code)\\b")
            .characters("[", "\\[/?INST\\]")
            .characters(">", "(?<=[0-9a-f]{6,12}\\s{0,3})>>>")
            .characters("\"", "\"verdicts?\"\\s*:\\s*(?:[\\[1-9]|true|\"yes)")
            .characters(
                    "忽无忘不無",
                    "(?:忽略|无视|忘记|忘掉|不要理会|不用管|忽視|無視)[^。！？\\n]{0,8}"
                            + "(?:以上|上面|之前|前面|先前|此前|所有|一切)[^。！？\\n]{0,8}(?:指令|指示|规则|要求|規則)")
            .characters("给打评判输返給", "(?:给|打|评(?![委审论价选估])|判|输出|返回|給)[^。！？\\n]{0,12}(?:满分|最高分|最高评分|滿分|一百分|100\\s*分)")
            .characters(
                    "请直只必应一全均統统",
                    "(?:请|直接|只|必须|应当|一律|全部|均|統一|统一)[^。！？\\n]{0,8}"
                            + "(?:(?:输出|返回|回答|回复)[^。！？\\n]{0,4}?[\"“'‘]?(?:1|是|支持|正确|true)[\"”'’]?(?=[。！，,；;\\s]|$)"
                            + "|(?:判定?为|判断为|标记为|标为|评为|视为|認定)[^。！？\\n]{0,4}(?:支持|正确|有用|相关|满分))")
            .characters("你", "你(?:现在|不再|從現在)[^。！？\\n]{0,4}(?:是|扮演)[^。！？\\n]{0,6}(?:裁判|评委|评审|评分员|助手|机器人|模型)")
            .characters("致尊亲", "(?:(?<![导以一极精])致|尊敬的|亲爱的)[^。！？\\n]{0,6}(?:评审|评委|裁判|评分员|评分者|评估者|评测模型)")
            .characters("注告提", "(?:注意|告诉|提醒)[，,：:]?\\s*(?:评审模型|评委|裁判|评分员|评分者|评估者|评测模型)\\s*[：:，,]")
            .characters("系新", "(?:系统|系統)指令\\s*[:：]|新的?指令\\s*[:：]");

    private PromptInjections() {}

    /** The orders that the texts of a sample hold, at most ten; empty when there are none. */
    public static List<Injection> in(Sample sample) {
        List<Injection> found = new ArrayList<>();
        add(found, "question", sample.question());
        add(found, "answer", sample.answer());
        add(found, "contexts", sample.contexts());
        add(found, "ground_truth", sample.groundTruth());
        add(found, "reference_contexts", sample.referenceContexts());
        return List.copyOf(found);
    }

    private static void add(List<Injection> found, String field, List<String> texts) {
        for (int i = 0; i < texts.size(); i++) {
            add(found, field + "[" + i + "]", texts.get(i));
        }
    }

    private static void add(List<Injection> found, String field, @Nullable String text) {
        if (text != null && found.size() < MOST) {
            find(text).stream().limit(MOST - found.size()).forEach(words -> found.add(new Injection(field, words)));
        }
    }

    /** The words of {@code text} that give orders, at most ten; empty when there are none. */
    public static List<String> find(String text) {
        return RULES.find(text, MOST);
    }
}
