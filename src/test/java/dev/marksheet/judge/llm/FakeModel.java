package dev.marksheet.judge.llm;

import dev.marksheet.judge.llm.FakeEndpoint.Request;
import dev.marksheet.judge.llm.FakeEndpoint.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a well-behaved model behind {@link FakeEndpoint} would say. Its replies depend on the material alone, never on the
 * fence, the order of requests or the time, so that two runs over the same calls give the same scores. Stateless.
 */
public final class FakeModel {

    private static final int DIMENSION = 8;

    private static final Map<String, String> INSTRUCTIONS = Stream.of(
                    "statements", "support", "classification", "usefulness", "attribution", "probe_questions")
            .collect(Collectors.toMap(name -> name, FakeModel::beginning));

    private FakeModel() {}

    /** The answer to a chat or an embedding request. */
    public static Response answer(Request request) {
        return request.path().endsWith("/embeddings")
                ? Response.of(200, vectors(request.body()))
                : Response.saying(reply(request));
    }

    /** Whether a chat request asks this kind of question. */
    static boolean asks(Request request, String name) {
        return asked(request.message(0)).equals(name);
    }

    /** The text of the reply to a chat request. */
    static String reply(Request request) {
        String name = request.body()
                .path("response_format")
                .path("json_schema")
                .path("name")
                .asString("");
        return FakeEndpoint.JSON.writeValueAsString(
                reply(name.isEmpty() ? asked(request.message(0)) : name, request.message(1)));
    }

    /** What the instructions ask for, where no schema names it. */
    private static String asked(String instructions) {
        return INSTRUCTIONS.entrySet().stream()
                .filter(entry -> instructions.contains(entry.getValue()))
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static String beginning(String name) {
        String file = "/prompts/" + name.replace('_', '-') + ".en.md";
        try (InputStream in = Objects.requireNonNull(FakeModel.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The vectors of an embedding request's texts, as a JSON list. */
    static JsonNode vectorsOf(JsonNode body) {
        return FakeEndpoint.JSON.readTree(vectors(body)).path("data");
    }

    private static Map<String, ?> reply(String name, String message) {
        return switch (name) {
            case "statements" -> Map.of("statements", sentences(section(message, "text")));
            case "support" -> Map.of("verdicts", each(message, "statements", FakeModel::verdict));
            case "one_pass_support" ->
                Map.of(
                        "statements",
                        sentences(section(message, "answer")).stream()
                                .map(sentence -> verdict(0, sentence))
                                .toList());
            case "classification" -> Map.of("verdicts", each(message, "statements", FakeModel::verdict));
            case "usefulness" -> verdict(0, section(message, "passage 1"));
            case "usefulness_of_all" -> Map.of("verdicts", eachPassage(message));
            case "attribution" ->
                Map.of(
                        "sentences",
                        sentences(section(message, "reference")).stream()
                                .map(sentence -> verdict(0, sentence))
                                .toList());
            case "probe_questions" -> Map.of("noncommittal", 0, "questions", questions(section(message, "answer")));
            case "advice" -> Map.of("markdown", "### Look at the retriever\n\nIt misses the year.");
            case "criterion" -> Map.of("reason", "because", "score", 1);
            default -> Map.of("reason", "because", "rating", 1);
        };
    }

    private static List<Object> each(String message, String section, JudgeOf judge) {
        List<Object> verdicts = new ArrayList<>();
        for (JsonNode item : FakeEndpoint.JSON.readTree(section(message, section))) {
            verdicts.add(
                    judge.of(item.path("number").asInt(), item.path("statement").asString()));
        }
        return verdicts;
    }

    private static List<Object> eachPassage(String message) {
        List<Object> verdicts = new ArrayList<>();
        for (int i = 1; message.contains("<<<passage " + i + " "); i++) {
            verdicts.add(verdict(i, section(message, "passage " + i)));
        }
        return verdicts;
    }

    private interface JudgeOf {
        Object of(int number, String text);
    }

    private static Map<String, ?> verdict(int number, String text) {
        Map<String, Object> verdict = new LinkedHashMap<>();
        verdict.put("number", number);
        verdict.put("sentence", text);
        verdict.put("statement", text);
        verdict.put("reason", "because of its words");
        verdict.put("quote", "");
        verdict.put("passage", 0);
        verdict.put("verdict", Math.floorMod(text.hashCode(), 3) == 0 ? 0 : 1);
        return verdict;
    }

    private static List<String> questions(String answer) {
        return List.of("Who says " + answer, "When is it that " + answer, "Is it true that " + answer);
    }

    private static List<String> sentences(String text) {
        return List.of(text.strip().split("(?<=[.。])\\s*"));
    }

    /** What stands between the fences of a section. */
    public static String section(String message, String name) {
        String code = message.lines().findFirst().orElseThrow().replaceFirst("^code: ", "");
        String open = "<<<" + name + " " + code + "\n";
        int start = message.indexOf(open) + open.length();
        return message.substring(start, message.indexOf("\n" + name + " " + code + ">>>", start));
    }

    private static String vectors(JsonNode body) {
        List<Object> data = new ArrayList<>();
        for (JsonNode text : body.path("input")) {
            data.add(Map.of("object", "embedding", "index", data.size(), "embedding", vector(text.asString())));
        }
        return FakeEndpoint.JSON.writeValueAsString(
                Map.of("data", data, "usage", Map.of("prompt_tokens", data.size(), "total_tokens", data.size())));
    }

    private static List<Double> vector(String text) {
        List<Double> vector = new ArrayList<>();
        long state = text.hashCode();
        for (int i = 0; i < DIMENSION; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            vector.add(1 + (state >>> 40) / (double) (1 << 24));
        }
        return vector;
    }

    /** A model that answers well, but only after {@code fault} found nothing to do instead. */
    static Function<Request, Response> after(Function<Request, Response> fault) {
        return request -> {
            Response instead = fault.apply(request);
            return instead == null ? answer(request) : instead;
        };
    }
}
