package dev.marksheet.judge;

import dev.marksheet.session.Injection;
import dev.marksheet.session.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognises text that gives orders to a judge, such as "ignore all previous instructions" or 给满分. A flag for the
 * reader of a score and no defence: the fences are that. Stateless.
 */
public final class Injections {

    private static final int MOST = 10;

    private static final String UP_TO_40 = "\\b[^.!?\\n]{0,40}";

    private static final OrderRules RULES = new OrderRules()
            .words(
                    "ignore disregard forget override bypass skip",
                    UP_TO_40 + "\\b(?:instructions?|prompts?|rules?|directions?|guidelines?|criteria|context|above)\\b")
            .words(
                    "give award assign grant return output print set mark rate score grade",
                    UP_TO_40
                            + "\\b(?:full|top|perfect|maximum|max|highest|best)\\s+(?:marks?|scores?|points?|ratings?|grades?)\\b")
            .words(
                    "output return print reply respond answer say write",
                    "(?:\\s+with)?\\b[^.!?\\n]{0,20}(?:\"?\\bverdict\\b|\\bscore\\b|\\brating\\b"
                            + "|\\b(?:only|just)\\s+['\"]?(?:1|yes|true)\\b)")
            .words(
                    "mark rate grade judge score label classify treat consider count",
                    UP_TO_40 + "\\bas\\s+(?:supported|correct|true|useful|relevant|perfect|faithful|attributed|1)\\b")
            .words("you", "\\s+are\\s+(?:now|no longer)" + UP_TO_40)
            .words("new updated revised real", "\\s+(?:system\\s+)?(?:instructions?|prompt|task|rules?)\\s*:")
            .words(
                    "attention note message instruction instructions dear",
                    "\\b[^.!?\\n]{0,15}\\b(?:judge|grader|evaluator|marker|llm|assistant|ai)\\b")
            .words(
                    "system assistant developer",
                    "(?<=(?:^|\\n)[ \\t]{0,8}(?:\\[|<\\|?|###[ \\t]{0,3}|\\*\\*)?\\w{6,9})"
                            + "(?:\\]|\\|?>|\\*\\*)?\\s*[:>\\]]")
            .words("system", "\\s+prompt\\b")
            .words("developer", "\\s+mode\\b")
            .words("reveal", "\\s+your\\s+(?:prompt|instructions)\\b")
            .words("jailbreak", "")
            .words("end", "\\s+(?:of\\s+)?(?:data|context|passage|document|user input)\\b")
            .characters("<", "<\\|im_(?:start|end)\\|>|<<SYS>>|</s>|<\\|eot_id\\|>|<\\|endoftext\\|>|<<<\\s*\\w{1,40}")
            .characters("[", "\\[/?INST\\]")
            .characters(">", "(?<=\\w\\s{0,3})>>>")
            .characters("\"", "\"(?:verdict|verdicts|score|rating)\"\\s*:\\s*(?:[\\[1-9]|true|\"yes)")
            .characters(
                    "忽无忘不跳無",
                    "(?:忽略|无视|忘记|忘掉|不要理会|不用管|跳过|忽視|無視)[^。！？\\n]{0,15}"
                            + "(?:以上|上面|之前|前面|先前|此前|所有|一切|指令|指示|规则|要求|提示|規則)")
            .characters(
                    "给打评判输返填評給",
                    "(?:给|打|评(?![委审论价选估])|判|输出|返回|给出|填|評|給)[^。！？\\n]{0,12}" + "(?:满分|最高分|最高评分|滿分|一百分|100\\s*分|高分)")
            .characters(
                    "请直只必应一全均統统",
                    "(?:请|直接|只|必须|应当|一律|全部|均|統一|统一)[^。！？\\n]{0,8}"
                            + "(?:输出|返回|回答|回复|判定?为|判断为|标记为|标为|评为|视为|認定)[^。！？\\n]{0,10}"
                            + "(?:1|一|是|支持|正确|有用|相关|真|满分|通过)")
            .characters("你", "你(?:现在|不再|從現在)[^。！？\\n]{0,4}(?:是|扮演)")
            .characters("致注尊亲告提", "(?:致|注意|尊敬的|亲爱的|告诉|提醒)[^。！？\\n]{0,6}" + "(?:评审|评委|裁判|评分员|评分者|评判|评估者|评测模型|模型|助手)")
            .characters("系新", "(?:系统|系統)(?:提示|指令|消息|訊息)\\s*[:：]|(?:新的?)(?:指令|任务|规则)\\s*[:：]")
            .characters("资数上文材", "(?:资料|数据|上下文|文档|材料)(?:到此)?(?:结束|完毕)");

    private Injections() {}

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
