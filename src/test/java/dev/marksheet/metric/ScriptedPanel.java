package dev.marksheet.metric;

import dev.marksheet.judge.CallJudge;
import dev.marksheet.judge.JudgeException;
import dev.marksheet.judge.JudgeTask;
import dev.marksheet.judge.Reply;
import dev.marksheet.session.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A panel that replies what a golden vector's script says, each line once, matched by what was asked. */
final class ScriptedPanel implements CallJudge {

    private final GoldenVector vector;
    private final List<JsonNode> unused;
    private final Map<String, double[]> embeddings;

    ScriptedPanel(GoldenVector vector) {
        this.vector = vector;
        this.unused = vector.judge();
        this.embeddings = vector.embeddings();
    }

    @Override
    public <R> CompletableFuture<R> ask(JudgeTask<R> task) {
        try {
            return CompletableFuture.completedFuture(task.replyType().cast(reply(task)));
        } catch (JudgeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<List<double[]>> embed(List<String> texts) {
        return CompletableFuture.completedFuture(texts.stream()
                .map(text -> Objects.requireNonNull(embeddings.get(text), () -> "no embedding of " + text))
                .toList());
    }

    private Object reply(JudgeTask<?> task) {
        if (task instanceof JudgeTask.Statements statements) {
            return list(next("statements", of(statements.text())), "statements");
        }
        if (task instanceof JudgeTask.Claims claims) {
            return list(next("claims", of(claims.text())), "claims");
        }
        if (task instanceof JudgeTask.Support support) {
            return verdicts(next("verdicts", new SupportMatch(vector, support)), support.statements());
        }
        if (task instanceof JudgeTask.Usefulness usefulness) {
            JsonNode line = next("usefulness", shows(usefulness.passage()));
            return verdict(usefulness.passage(), line.get("verdict").asInt());
        }
        if (task instanceof JudgeTask.Attribution) {
            JsonNode line = next("attribution", any -> true);
            return verdicts("attributed", line, GoldenVector.texts(line.get("statements")));
        }
        return replyOfFewerMetrics(task);
    }

    private Object replyOfFewerMetrics(JudgeTask<?> task) {
        if (task instanceof JudgeTask.ProbeQuestions probes) {
            return probes(probes.count());
        }
        if (task instanceof JudgeTask.Classification) {
            return classes(next("classification", any -> true));
        }
        if (task instanceof JudgeTask.Entities entities) {
            return list(next("entities", of(entities.text())), "entities");
        }
        if (task instanceof JudgeTask.Rating rating) {
            return number(next("rating", line -> line.get("judge").asInt() == rating.judge()), "rating");
        }
        if (task instanceof JudgeTask.Criterion) {
            JsonNode line = next("verdict", "score");
            return number(line, line.get("call").asString());
        }
        return summaryReply(task);
    }

    private Object summaryReply(JudgeTask<?> task) {
        if (task instanceof JudgeTask.Keyphrases) {
            return list(next("keyphrases", any -> true), "keyphrases");
        }
        if (task instanceof JudgeTask.KeyQuestions) {
            return list(next("questions", any -> true), "questions");
        }
        if (task instanceof JudgeTask.KeyAnswers) {
            return list(next("answers", any -> true), "answers");
        }
        throw new AssertionError("no script for " + task);
    }

    /** The script says of which text a line is; a line that doesn't say fits any. */
    private Predicate<JsonNode> of(String text) {
        return line -> switch (line.path("of").asString("")) {
            case "" -> true;
            case "reference" -> text.equals(vector.given().path("reference").asString(""));
            case "response" -> text.equals(vector.given().path("response").asString(""));
            default ->
                text.equals(String.join("\n", GoldenVector.texts(vector.given().path("retrieved_contexts"))));
        };
    }

    private Predicate<JsonNode> shows(String passage) {
        List<String> contexts = GoldenVector.texts(vector.given().path("retrieved_contexts"));
        return line -> contexts.get(line.get("index").asInt()).equals(passage);
    }

    private JsonNode next(String call, String otherCall) {
        boolean first =
                unused.stream().anyMatch(line -> line.get("call").asString().equals(call));
        return next(first ? call : otherCall, any -> true);
    }

    private JsonNode next(String call, Predicate<JsonNode> fits) {
        for (JsonNode line : unused) {
            if (line.get("call").asString().equals(call) && fits.test(line)) {
                unused.remove(line);
                if (line.path("error").asBoolean(false)) {
                    break;
                }
                return line;
            }
        }
        throw new JudgeException("nothing usable for " + call, true, Usage.NONE, null);
    }

    private Reply.Probes probes(int count) {
        List<Reply.Probe> probes = new ArrayList<>();
        while (probes.size() < count && (probes.isEmpty() || !unused.isEmpty())) {
            JsonNode line = next("question", any -> true);
            probes.add(new Reply.Probe(
                    line.get("question").asString(), line.get("noncommittal").asInt() != 0));
        }
        return new Reply.Probes(probes, Reply.ProbeKind.QUESTION);
    }

    private static Reply.StatementList list(JsonNode line, String field) {
        return new Reply.StatementList(GoldenVector.texts(line.get(field)));
    }

    private static Reply.Number number(JsonNode line, String field) {
        return new Reply.Number(line.get(field).asInt(), "scripted");
    }

    private static Reply.Verdicts verdicts(JsonNode line, List<String> statements) {
        return verdicts("verdicts", line, statements);
    }

    private static Reply.Verdicts verdicts(String field, JsonNode line, List<String> statements) {
        List<Reply.Verdict> verdicts = new ArrayList<>();
        for (JsonNode value : line.get(field)) {
            int i = verdicts.size();
            verdicts.add(verdict(i < statements.size() ? statements.get(i) : "more", value.asInt()));
        }
        return new Reply.Verdicts(verdicts, null);
    }

    private static Reply.Classes classes(JsonNode line) {
        return new Reply.Classes(sorted(line, "TP"), sorted(line, "FP"), sorted(line, "FN"), null);
    }

    private static List<Reply.Verdict> sorted(JsonNode line, String field) {
        return GoldenVector.texts(line.get(field)).stream()
                .map(text -> verdict(text, field.equals("TP") ? 1 : 0))
                .toList();
    }

    private static Reply.Verdict verdict(String text, int value) {
        return new Reply.Verdict(text, value != 0, "scripted", null, null);
    }
}
