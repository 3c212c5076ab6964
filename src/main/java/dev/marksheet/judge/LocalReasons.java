package dev.marksheet.judge;

import dev.marksheet.session.Language;
import java.util.List;
import java.util.Locale;

/** What the local judge says of its verdicts, in the language of the data. It compares words and says so. */
record LocalReasons(Language language) {

    private static final int MOST_NAMED = 6;

    /** Of a statement compared with passages. */
    String support(Overlap overlap, boolean supported, boolean refusal) {
        if (refusal) {
            return say(
                    "The statement reports missing information; it claims little that passages could contradict.",
                    "该陈述表示缺少信息，几乎没有可供段落反驳的内容。");
        }
        if (supported) {
            return say("Its words stand together in the passages", "其用词在段落中连贯出现") + coverage(overlap);
        }
        if (overlap.novel().isEmpty()) {
            return say("The passages hold its words but do not join them this way", "段落含有这些字词，但并非如此搭配")
                    + coverage(overlap);
        }
        return say("Not found in the passages: ", "段落中未找到：") + novel(overlap) + coverage(overlap);
    }

    /** Of an answer that is a bare yes or no. */
    String bare() {
        return say(
                "A bare yes or no can't be looked up by words: passed without being judged.",
                "单独的“是”或“否”无法按字词查证：未作判断，予以通过。");
    }

    /** Of passages that hold no words. */
    String noPassages() {
        return say("The passages hold no words.", "段落中没有文字。");
    }

    /** Of a reference compared with passages, by how well it matches, 0..1. */
    String match(double match) {
        return say(
                percent(match) + " of the reference is found in the passage by words and word pairs (half is needed).",
                "参考答案的字词及其搭配有 " + percent(match) + " 见于段落（需达到一半）。");
    }

    /** Of a question compared with a passage by meaning alone, with the probability 0..1 that the passage is useful. */
    String similarity(double cosine, double probability) {
        return say(
                String.format(
                        Locale.ROOT,
                        "Low confidence: no reference was given, so only question and passage were compared"
                                + " (cosine %.2f, estimated probability %.2f).",
                        cosine,
                        probability),
                String.format(Locale.ROOT, "置信度低：没有参考答案，仅比较了问题与段落（余弦 %.2f，估计概率 %.2f）。", cosine, probability));
    }

    /** Of a statement sorted by what another text covers of it. */
    String covered(Overlap overlap, boolean matched) {
        String head = matched ? say("The other text says the same words", "对方文本含有相同字词") : missing(overlap);
        return head + coverage(overlap);
    }

    /** Of a rating by shares, 0..1. */
    String rating(double share) {
        return say("Rated by shared words: " + percent(share) + ".", "按共有字词评定：" + percent(share) + "。");
    }

    /** Of a criterion in plain words, which it can't judge by. */
    String criterion() {
        return say(
                "The local judge compares words and cannot judge a sample by a criterion in plain words;"
                        + " set marksheet.judge.base-url and marksheet.judge.api-key to have an LLM do it",
                "本地评审只比较字词，不能按文字标准评判；请设置 marksheet.judge.base-url 和 marksheet.judge.api-key，交由大模型评审");
    }

    private String missing(Overlap overlap) {
        return overlap.novel().isEmpty()
                ? say("The other text says too little of it", "对方文本涉及过少")
                : say("The other text lacks: ", "对方文本缺少：") + novel(overlap);
    }

    private String novel(Overlap overlap) {
        List<Word> novel = overlap.novel();
        boolean characters = language == Language.ZH;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_NAMED * (characters ? 4 : 1), novel.size()); i++) {
            boolean adjacent = i > 0 && novel.get(i).start() == novel.get(i - 1).end();
            text.append(i == 0 || adjacent ? "" : say(", ", "、"))
                    .append(novel.get(i).text());
        }
        return text.toString();
    }

    private String coverage(Overlap overlap) {
        return say(
                " (" + percent(overlap.coverage()) + " of its wording covered).",
                "（用词覆盖 " + percent(overlap.coverage()) + "）。");
    }

    private String say(String english, String chinese) {
        return language == Language.ZH ? chinese : english;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + "%";
    }
}
