package dev.marksheet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes requests that no proper client sends. The same generator of random numbers gives the same requests. */
final class OddRequests {

    private static final List<String> ODD = List.of(
            "%ff",
            "%00",
            "%",
            "%zz",
            "%c3%28",
            "%ed%a0%80",
            "%e4%b8%ad%e6%96%87",
            "..%2f..",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "..%5c..",
            "%252e%252e",
            "%0d%0aSet-Cookie:a=b",
            "%3Cscript%3Ealert(1)%3C/script%3E",
            "$%7B7*7%7D",
            "__$%7B7*7%7D__::.x",
            "'%20or%201=1--",
            "%25'%20escape%20'!",
            "2147483648",
            "-2147483649",
            "9223372036854775808",
            "99999999999999999999",
            "OTk5OTk5OTk5OTk5OTk5OTk5OTo",
            "MToA",
            "AAAA",
            "1e309",
            "NaN",
            "-0",
            "1:2",
            "1e999:1",
            "0x10",
            "true",
            "null",
            "%5B%5D",
            "a".repeat(300),
            "%f0%9f%91%a9",
            "%E2%80%AE",
            "",
            "*",
            ";",
            "a;b=c",
            "session-");

    private static final List<String> NAMES = List.of(
            "limit",
            "page_token",
            "jobs",
            "q",
            "state",
            "sort",
            "order",
            "key",
            "after",
            "only",
            "metric",
            "threshold",
            "from",
            "whole",
            "run",
            "columns",
            "spreadsheet",
            "lang",
            "theme",
            "last_event_id",
            "%ff",
            "a%00",
            "");

    private static final List<String> PLAIN = List.of(
            "1", "0", "500", "none", "all", "latest", "faithfulness", "worst", "best", "failed", "zh", "dark", "when");

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json;charset=UTF-16",
            "application/json;charset=nonsense",
            "application/*",
            "*/*",
            "text/plain",
            "text/html",
            "application/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=\u00e9",
            "garbled",
            "a/b/c",
            ";;",
            "application/json; q=2",
            "text/event-stream",
            "application/problem+json",
            "\u00ff\u00fe");

    private static final List<String> HEADERS = List.of(
            "Accept-Language",
            "Cookie",
            "If-None-Match",
            "If-Modified-Since",
            "HX-Request",
            "HX-Current-URL",
            "X-Version",
            "Last-Event-ID",
            "Range",
            "Origin",
            "Referer",
            "Sec-Fetch-Site",
            "X-Forwarded-For",
            "Forwarded",
            "Accept-Encoding",
            "X-HTTP-Method-Override",
            "Authorization");

    private static final List<String> HEADER_VALUES = List.of(
            "lang=zh; theme=dark",
            "lang=\u00ff",
            "\"a\"",
            "W/\"",
            "*",
            "true",
            "1",
            "-1",
            "99999999999999999999",
            "zh-CN,zh;q=9",
            "bytes=5-1",
            "bytes=0-0",
            "http://evil.example",
            "null",
            "cross-site",
            "identity;q=0",
            "gzip",
            "\u00fe\u00ff",
            "http://[::1",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "a".repeat(2000));

    private static final List<String> FIELDS = List.of(
            "session_id",
            "question",
            "user_input",
            "answer",
            "response",
            "contexts",
            "retrieved_contexts",
            "ground_truth",
            "reference",
            "reference_contexts",
            "retrieved_context_ids",
            "reference_context_ids",
            "metrics",
            "metric_params",
            "judge_model",
            "embedding_model",
            "language",
            "nothing_known");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "17",
            "-1",
            "1e400",
            "1e-400",
            "12345678901234567890123",
            "\"\"",
            "\" \"",
            "\"a\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"\\udc00a\"",
            "\"\ud83d\udc69\"",
            "[]",
            "[null]",
            "[\"a\",null]",
            "[\"a\",\"a\"]",
            "[[\"a\"]]",
            "[1,2.5]",
            "{}",
            "{\"a\":1}",
            "{\"exact_match\":null}",
            "{\"exact_match\":{\"a\":null}}",
            "{\"factual_correctness\":{\"mode\":\"recall\",\"beta\":-1}}",
            "{\"rubrics_score\":{\"rubrics\":{\"\":\"\"}}}",
            "{\"\":{}}",
            "{\"rouge_score\":[]}",
            "[\"exact_match\"]",
            "[\"factual_correctness(mode=recall)\"]",
            "[\"rouge_score(mode=)\"]",
            "[\"exact_match\",\"exact_match\"]",
            "[\"\"]",
            "[\"faithfullness\"]",
            "\"exact_match,string_present\"",
            "\"a |||| b\"",
            "\" |||| \"",
            "\"zh\"",
            "\"auto\"",
            "\"local\"",
            "\"gpt-4\"",
            "\"${7*7}\"",
            "\"=1+1\"",
            "\"../../etc\"",
            "\"\\\\\"",
            "undefined",
            "NaN",
            "'a'",
            "[",
            "{\"a\":",
            "\"\u0001\"");

    private final RandomGenerator random;
    private final List<String> known;

    /** @param known ids that exist, encoded */
    OddRequests(RandomGenerator random, List<String> known) {
        this.random = random;
        this.known = known;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    /** A path and query that fit the pattern or nearly so. */
    String target(String pattern) {
        StringBuilder path = new StringBuilder();
        for (String part : pattern.substring(1).split("/", -1)) {
            boolean variable = part.startsWith("{");
            String usual = variable ? any(known) : part;
            path.append('/').append(one(variable ? 4 : 25) ? any(ODD).replace(" ", "%20") : usual);
        }
        if (one(2)) {
            int parameters = 1 + random.nextInt(3);
            for (int i = 0; i < parameters; i++) {
                path.append(i == 0 ? '?' : '&').append(any(NAMES)).append(one(10) ? "" : "=");
                path.append(one(3) ? any(PLAIN) : any(ODD).replace(" ", "%20"));
            }
        }
        return path.toString();
    }

    /** The request as bytes. */
    byte[] request(String method, String pattern, String host) {
        byte[] body = method.equals("POST") || one(20) ? body() : new byte[0];
        StringBuilder head = new StringBuilder();
        head.append(method)
                .append(' ')
                .append(target(pattern))
                .append(" HTTP/1.1\r\nHost: ")
                .append(host);
        head.append("\r\nContent-Length: ").append(body.length);
        if (body.length > 0 || one(10)) {
            head.append("\r\nContent-Type: ").append(one(4) ? any(TYPES) : TYPES.get(0));
        }
        if (one(2)) {
            head.append("\r\nAccept: ").append(one(2) ? any(TYPES) : one(2) ? "text/html" : "application/json");
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            head.append("\r\n").append(any(HEADERS)).append(": ").append(any(HEADER_VALUES));
        }
        head.append("\r\n\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[start.length + body.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }

    private byte[] body() {
        if (one(30)) {
            return nested().getBytes(StandardCharsets.UTF_8);
        }
        if (one(30)) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        StringBuilder json =
                new StringBuilder("{\"metrics\":[\"exact_match\"],\"session_id\":\"fuzz\",\"question\":\"Why?\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            json.append(",\"").append(any(FIELDS)).append("\":").append(any(VALUES));
        }
        String text = one(3) ? json.toString().replace("\"metrics\":[\"exact_match\"],", "") + "}" : json + "}";
        String sent = one(40) ? text.substring(0, random.nextInt(text.length())) : text;
        return sent.getBytes(one(20) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
    }

    private String nested() {
        String open = one(2) ? "[" : "{\"a\":";
        return "{\"metric_params\":" + open.repeat(1 + random.nextInt(3000));
    }

    /** A method that the pattern takes or, seldom, another. */
    String method(List<String> mapped) {
        return one(15) ? any(List.of("GET", "HEAD", "OPTIONS", "DELETE", "PUT", "PATCH", "POST", "BREW")) : any(mapped);
    }

    static boolean isEndless(String pattern) {
        return pattern.toLowerCase(Locale.ROOT).endsWith("/events");
    }
}
