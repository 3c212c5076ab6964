package dev.marksheet.web;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletResponse;

/** What a browser was answered. */
public record Page(MockHttpServletResponse response) {

    private static final Pattern ATTRIBUTES = Pattern.compile("\"[^\"]*\"");

    public int status() {
        return response.getStatus();
    }

    public @Nullable String header(String name) {
        return response.getHeader(name);
    }

    /** Where a redirect leads. */
    public @Nullable String location() {
        return response.getHeader("Location");
    }

    public String body() {
        try {
            return response.getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The page without the values of its attributes: what is left of tags is what a browser takes for tags. */
    public String markup() {
        return ATTRIBUTES.matcher(body()).replaceAll("\"\"");
    }

    /** What the first group of a pattern finds, in the order of the page. */
    public List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
