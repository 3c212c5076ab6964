package dev.marksheet.judge.local;

import dev.marksheet.session.text.Language;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises answers that say they cannot answer. */
final class Refusal {

    // The fitted weight of refusals in FaithfulnessRisk holds for exactly this pattern.
    private static final Pattern NO_INFORMATION = Pattern.compile(
            "unable to (answer|provide|determine)"
                    + "|(do|does|did) not (provide|mention|contain|specify|include|state|explicitly|directly|give)"
                    + "|cannot (answer|be (answered|determined)|provide)"
                    + "|no (specific |direct |explicit )?(information|mention|answer)"
                    + "|not (provided|mentioned|specified|stated|explicitly|enough information|possible to)"
                    + "|insufficient information"
                    + "|(无法|不能|没有|未)(回答|提及|提供|确定|说明|找到)|信息不足|文档信息不足",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DO_NOT_KNOW = Pattern.compile(
            "\\b(i|we) (do not|don['’]?t|cannot|can['’]?t) (know|say|tell|answer|help)\\b"
                    + "|\\b(i['’]?m|i am|we are) (not sure|sorry|unsure)\\b"
                    + "|我?(不知道|不清楚|不了解|不确定|答不上来|没有相关信息)|(抱歉|对不起)",
            Pattern.CASE_INSENSITIVE);
    private static final int SHORT = 3;

    private Refusal() {}

    /** Whether the sentence says that something is not to be found in the passages. */
    static boolean reportsMissing(String sentence) {
        return NO_INFORMATION.matcher(sentence).find();
    }

    /** Whether the answer does nothing but refuse: every sentence of it refuses or says next to nothing. */
    static boolean isPure(String answer, Language language) {
        List<String> telling = SentenceSplitter.of(answer, language).stream()
                .map(Sentence::text)
                .filter(sentence -> Token.content(Tokenizer.of(sentence)).size() > SHORT || refuses(sentence))
                .toList();
        return !telling.isEmpty() && telling.stream().allMatch(Refusal::refuses);
    }

    private static boolean refuses(String sentence) {
        return reportsMissing(sentence) || DO_NOT_KNOW.matcher(sentence).find();
    }
}
