package dev.marksheet.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The fields of a row, and what tools and people call them; the names that come first are preferred. */
public enum DatasetField {
    ITEM("item", "id", "item_id", "row_id", "case_id", "example_id", "编号", "序号"),
    QUESTION(
            "question",
            "user_input",
            "query",
            "input",
            "prompt",
            "q",
            "user_question",
            "问题",
            "用户问题",
            "用户输入",
            "提问",
            "题目"),
    ANSWER(
            "answer",
            "response",
            "actual_output",
            "output",
            "prediction",
            "generated_answer",
            "completion",
            "a",
            "回答",
            "模型回答",
            "实际回答",
            "回复",
            "答案"),
    CONTEXTS(
            "contexts",
            "retrieved_contexts",
            "retrieval_context",
            "context",
            "documents",
            "passages",
            "chunks",
            "source_documents",
            "上下文",
            "检索上下文",
            "检索内容",
            "召回内容",
            "参考资料"),
    GROUND_TRUTH(
            "ground_truth",
            "ground_truths",
            "reference",
            "reference_answer",
            "expected_output",
            "expected_answer",
            "expected",
            "ideal",
            "gold_answer",
            "参考答案",
            "标准答案",
            "期望答案",
            "正确答案"),
    REFERENCE_CONTEXTS(
            "reference_contexts", "expected_contexts", "gold_contexts", "ground_truth_contexts", "参考上下文", "标准上下文"),
    RETRIEVED_CONTEXT_IDS("retrieved_context_ids"),
    REFERENCE_CONTEXT_IDS("reference_context_ids");

    private final List<String> names;

    DatasetField(String... names) {
        this.names = Arrays.stream(names).map(DatasetField::letters).toList();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DatasetField> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(field -> field.wireName().equals(name))
                .findFirst();
    }

    /** How much this name is preferred for the field, from 0 on; negative where it is none of the field's. */
    int rank(String letters) {
        return names.indexOf(letters);
    }

    /** A name without what is written in many ways: case, underscores, hyphens, blanks. */
    static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]", "");
    }
}
