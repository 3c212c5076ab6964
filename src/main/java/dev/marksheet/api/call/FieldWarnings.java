package dev.marksheet.api.call;

import dev.marksheet.api.wire.UnknownField;
import dev.marksheet.session.text.NearName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says which fields of a call were ignored although somebody may have meant them. Pure. */
final class FieldWarnings {

    private static final int MOST_WARNINGS = 20;
    private static final int LONGEST_NAME = 100;

    private static final List<String> FIELDS = Arrays.stream(ScoreBody.class.getRecordComponents())
            .filter(component ->
                    component.getType() != Map.class || !component.getName().equals("unknown"))
            .map(RecordComponent::getName)
            .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
            .toList();

    /** What other tools call the same. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("query", "question"),
            Map.entry("prompt", "question"),
            Map.entry("input", "question"),
            Map.entry("output", "answer"),
            Map.entry("actualoutput", "answer"),
            Map.entry("prediction", "answer"),
            Map.entry("documents", "contexts"),
            Map.entry("passages", "contexts"),
            Map.entry("chunks", "contexts"),
            Map.entry("retrievalcontext", "contexts"),
            Map.entry("expectedoutput", "ground_truth"),
            Map.entry("expectedanswer", "ground_truth"),
            Map.entry("referenceanswer", "ground_truth"),
            Map.entry("session", "session_id"),
            Map.entry("model", "judge_model"),
            Map.entry("id", "item"),
            Map.entry("rowid", "item"),
            Map.entry("caseid", "item"),
            Map.entry("itemid", "item"),
            Map.entry("问题", "question"),
            Map.entry("答案", "answer"),
            Map.entry("参考答案", "ground_truth"),
            Map.entry("上下文", "contexts"));

    private FieldWarnings() {}

    /** One warning for each unknown field that is near a known one or holds data, in the order in which they were sent. */
    static List<String> of(@Nullable Map<String, UnknownField> unknown) {
        return unknown == null
                ? List.of()
                : unknown.entrySet().stream()
                        .flatMap(field -> warning(field.getKey(), field.getValue()).stream())
                        .limit(MOST_WARNINGS)
                        .toList();
    }

    private static Optional<String> warning(String name, UnknownField value) {
        Optional<String> meant = meant(name);
        if (meant.isEmpty() && !value.holdsData()) {
            return Optional.empty();
        }
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return Optional.of(shown.replaceAll("[\\p{Cntrl}\\p{Cs}]", "\uFFFD") + " is not a field and was ignored"
                + meant.map(known -> "; did you mean " + known + "?").orElse(""));
    }

    private static Optional<String> meant(String name) {
        return Optional.ofNullable(ELSEWHERE.get(NearName.letters(name))).or(() -> NearName.of(name, FIELDS));
    }
}
