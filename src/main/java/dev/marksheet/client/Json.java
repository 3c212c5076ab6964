package dev.marksheet.client;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * As much JSON (RFC 8259) as the client needs: objects as maps in their order, arrays as lists, strings, numbers as doubles
 * when read, booleans and null. Of members with one name the last one counts.
 */
final class Json {

    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if a value has no form in JSON: it is none of the kinds above, or not finite */
    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            writeObject(map, out);
        } else if (value instanceof List<?> list) {
            out.append('[');
            for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
                write(items.next(), out);
                out.append(items.hasNext() ? "," : "");
            }
            out.append(']');
        } else if (value instanceof String string) {
            writeString(string, out);
        } else if (value == null || value instanceof Boolean || isFinite(value)) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("has no form in JSON: " + value);
        }
    }

    private static void writeObject(Map<?, ?> map, StringBuilder out) {
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> members = map.entrySet().iterator(); members.hasNext(); ) {
            Map.Entry<?, ?> member = members.next();
            writeString(String.valueOf(member.getKey()), out);
            out.append(':');
            write(member.getValue(), out);
            out.append(members.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private static boolean isFinite(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof Double d && Double.isFinite(d);
    }

    /** Surrogates without a partner are escaped too: they have no bytes in UTF-8, and would become question marks. */
    private static void writeString(String string, StringBuilder out) {
        out.append('"');
        string.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ' || Character.getType(c) == Character.SURROGATE) {
                out.append(String.format("\\u%04x", c));
            } else {
                out.appendCodePoint(c);
            }
        });
        out.append('"');
    }

    /** @throws IllegalArgumentException if the text is not one JSON value */
    static @Nullable Object read(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.fault();
        }
        return value;
    }

    private @Nullable Object value() {
        skipSpace();
        char first = at < text.length() ? text.charAt(at) : ' ';
        return switch (first) {
            case '{' -> nested(true);
            case '[' -> nested(false);
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Object nested(boolean object) {
        if (++depth > DEEPEST) {
            throw fault();
        }
        at++;
        Object value = object ? members() : items();
        depth--;
        return value;
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (takes('}')) {
            return members;
        }
        do {
            skipSpace();
            String name = string();
            expect(':');
            members.put(name, value());
        } while (takes(','));
        expect('}');
        return members;
    }

    private List<@Nullable Object> items() {
        List<@Nullable Object> items = new ArrayList<>();
        if (takes(']')) {
            return items;
        }
        do {
            items.add(value());
        } while (takes(','));
        expect(']');
        return items;
    }

    private String string() {
        if (!takes('"')) {
            throw fault();
        }
        StringBuilder string = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') {
                throw fault();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw fault();
        };
    }

    private char hex() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            char digit = next();
            if (!HexFormat.isHexDigit(digit)) {
                throw fault();
            }
            code = code * 16 + HexFormat.fromHexDigit(digit);
        }
        return (char) code;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw fault();
        }
        at += word.length();
        return value;
    }

    private Double number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(start, at);
        if (!number.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw fault();
        }
        return Double.valueOf(number);
    }

    private char next() {
        if (at >= text.length()) {
            throw fault();
        }
        return text.charAt(at++);
    }

    private boolean takes(char c) {
        skipSpace();
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!takes(c)) {
            throw fault();
        }
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private IllegalArgumentException fault() {
        return new IllegalArgumentException("not JSON at character " + at);
    }
}
