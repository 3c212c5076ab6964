package dev.marksheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Reads a stream of server-sent events as a program would. */
public final class EventClient implements AutoCloseable {

    /** One event. */
    public record Event(String id, String name, String data) {

        public JsonNode json() {
            return ServiceClient.json(data);
        }
    }

    private final BufferedReader lines;
    private long retryMillis;

    EventClient(InputStream stream) {
        lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    /** The next event; comments and empty blocks are passed over. */
    public Event next() throws IOException {
        String id = "";
        String name = "message";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty() && data.length() > 0) {
                return new Event(id, name, data.toString());
            } else if (line.startsWith("id:")) {
                id = line.substring(3).strip();
            } else if (line.startsWith("event:")) {
                name = line.substring(6).strip();
            } else if (line.startsWith("data:")) {
                data.append(line.substring(5));
            } else if (line.startsWith("retry:")) {
                retryMillis = Long.parseLong(line.substring(6).strip());
            }
        }
        throw new IOException("the stream has ended");
    }

    /** The next event for which the condition holds. */
    public Event next(Predicate<Event> condition) throws IOException {
        Event event = next();
        while (!condition.test(event)) {
            event = next();
        }
        return event;
    }

    /** How long the server wants a client to wait before it comes back. */
    public long retryMillis() {
        return retryMillis;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
