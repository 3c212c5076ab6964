package dev.marksheet.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the mock judge says. It knows the question by the name of the schema that comes with it. */
final class MockReplies {

    private static final int DIMENSION = 384;
    private static final String VECTOR = IntStream.range(0, DIMENSION)
            .mapToObj(i -> Float.toString(component(i)))
            .collect(Collectors.joining(",", "[", "]"));
    private static final String BASE64 = base64();

    private MockReplies() {}

    private static float component(int i) {
        return (float) Math.sin(i + 1) / 14;
    }

    private static String base64() {
        ByteBuffer floats = ByteBuffer.allocate(4 * DIMENSION).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, DIMENSION).forEach(i -> floats.putFloat(component(i)));
        return '"' + Base64.getEncoder().encodeToString(floats.array()) + '"';
    }

    static String chat(String request) {
        String content = content(name(request), request).replace("\\", "\\\\").replace("\"", "\\\"");
        return "{\"id\":\"chatcmpl-1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"mock\",\"choices\":["
                + "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + content
                + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":400,\"completion_tokens\":60,\"total_tokens\":460}}";
    }

    private static String name(String request) {
        int schema = request.indexOf("\"json_schema\"", request.indexOf("\"response_format\""));
        int from = request.indexOf("\"name\"", schema);
        int start = request.indexOf('"', from + "\"name\"".length()) + 1;
        return request.substring(start, request.indexOf('"', start));
    }

    private static String content(String name, String request) {
        return switch (name) {
            case "statements" ->
                "{\"statements\":[\"The bridge opened in 1894.\",\"It took eight years.\",\"It spans the river.\"]}";
            case "support", "classification" -> {
                int asked = count(request, "\\\"statement\\\":");
                yield "{\"verdicts\":" + verdicts(asked) + "}";
            }
            case "one_pass_support" ->
                "{\"statements\":[{\"statement\":\"The bridge opened in 1894.\",\"reason\":\"The passage says so.\","
                        + "\"quote\":\"opened in 1894\",\"passage\":1,\"verdict\":\"supported\"},"
                        + "{\"statement\":\"It took eight years.\",\"reason\":\"None says so.\",\"quote\":\"\",\"passage\":0,"
                        + "\"verdict\":\"not_mentioned\"}]}";
            case "usefulness" -> "{\"reason\":\"It names the year.\",\"quote\":\"opened in 1894\",\"verdict\":1}";
            case "attribution" ->
                "{\"sentences\":[{\"sentence\":\"It opened in 1894 after eight years.\",\"reason\":\"The passage says so.\","
                        + "\"quote\":\"opened in 1894\",\"passage\":1,\"verdict\":1}]}";
            case "probe_questions" ->
                "{\"noncommittal\":0,\"questions\":[\"When did it open?\",\"How long did it take?\",\"What opened?\"]}";
            default -> throw new IllegalArgumentException("a question of an unknown kind: " + name);
        };
    }

    private static String verdicts(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "{\"number\":" + i
                        + ",\"reason\":\"The passage says so.\",\"quote\":\"opened in 1894\",\"passage\":1,\"verdict\":"
                        + (i == 2 ? 0 : 1) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String embeddings(String request) {
        int input = request.indexOf("\"input\"");
        int end = request.indexOf(']', input);
        int texts = count(request.substring(input, end), "\",\"") + count(request.substring(input, end), "\", \"") + 1;
        String vector = request.contains("\"base64\"") ? BASE64 : VECTOR;
        String data = IntStream.range(0, texts)
                .mapToObj(i -> "{\"object\":\"embedding\",\"index\":" + i + ",\"embedding\":" + vector + "}")
                .collect(Collectors.joining(","));
        return "{\"object\":\"list\",\"model\":\"mock\",\"data\":[" + data
                + "],\"usage\":{\"prompt_tokens\":20,\"total_tokens\":20}}";
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }
}
