package dev.marksheet.metric;

import dev.marksheet.judge.JudgeTask;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Tells whether a scripted line of verdicts answers a support task: whose statements they are and what they were held against. */
record SupportMatch(GoldenVector vector, JudgeTask.Support task) implements Predicate<JsonNode> {

    @Override
    public boolean test(JsonNode line) {
        return isOf(line.path("of").asString("")) && isAgainst(line);
    }

    private boolean isOf(String side) {
        return side.isEmpty()
                || vector.judge().stream()
                        .filter(line -> side.equals(line.path("of").asString("")))
                        .filter(line -> line.has("statements") || line.has("claims"))
                        .map(line -> line.has("statements") ? line.get("statements") : line.get("claims"))
                        .anyMatch(texts -> GoldenVector.texts(texts).equals(task.statements()));
    }

    private boolean isAgainst(JsonNode line) {
        return switch (line.path("against").asString("")) {
            case "" -> true;
            case "context" ->
                task.passages().equals(List.of(contexts().get(line.get("index").asInt())));
            default ->
                task.passages()
                        .equals(List.of(vector.given()
                                .get(line.get("against").asString())
                                .asString()));
        };
    }

    private List<String> contexts() {
        return GoldenVector.texts(vector.given().path("retrieved_contexts"));
    }
}
