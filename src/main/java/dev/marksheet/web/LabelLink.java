package dev.marksheet.web;

import dev.marksheet.session.SessionSettings;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * A session's label, with the list of the sessions that have it.
 *
 * @param href below the service's own path
 */
public record LabelLink(String key, String value, String href) {

    /** The session's labels in their order. */
    public static List<LabelLink> of(SessionSettings settings) {
        return settings.labels().entrySet().stream()
                .map(label -> new LabelLink(label.getKey(), label.getValue(), href(label)))
                .toList();
    }

    private static String href(Map.Entry<String, String> label) {
        return UriComponentsBuilder.fromPath("/")
                .queryParam("label", "{label}")
                .encode()
                .buildAndExpand(label.getKey() + ":" + label.getValue())
                .toUriString();
    }
}
