package dev.marksheet;

import static dev.marksheet.OddWords.FIELDS;
import static dev.marksheet.OddWords.HEADERS;
import static dev.marksheet.OddWords.HEADER_VALUES;
import static dev.marksheet.OddWords.NAMES;
import static dev.marksheet.OddWords.ODD;
import static dev.marksheet.OddWords.PLAIN;
import static dev.marksheet.OddWords.TYPES;
import static dev.marksheet.OddWords.VALUES;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Makes requests that no proper client sends. The same generator of random numbers gives the same requests. */
final class OddRequests {

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
