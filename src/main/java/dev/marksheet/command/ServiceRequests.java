package dev.marksheet.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks a running service. Used by one thread. */
final class ServiceRequests {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** A copy of all that is kept may take so long. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    private final Call call;
    private final String server;
    private final @Nullable String key;

    /** @param key null for none; it goes to this server alone */
    ServiceRequests(Call call, String server, @Nullable String key) {
        this.call = call;
        this.server = server.replaceAll("/+$", "");
        this.key = key;
    }

    ServiceAnswer get(String pathAndQuery) {
        return send(pathAndQuery, HttpRequest.newBuilder().GET());
    }

    ServiceAnswer post(String path) {
        return send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()));
    }

    /** @throws RefusedException if nothing is answered */
    private ServiceAnswer send(String pathAndQuery, HttpRequest.Builder request) {
        try {
            request.uri(address(pathAndQuery))
                    .timeout(LONGEST)
                    .header("User-Agent", "marksheet-command")
                    .header("Accept-Language", call.language().wireName());
            if (key != null) {
                request.header("Authorization", "Bearer " + key);
            }
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new ServiceAnswer(
                    server,
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (IOException e) {
            String said = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw call.refusal("server.unreachable", server, said);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI address(String pathAndQuery) {
        try {
            URI uri = new URI(server + pathAndQuery);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            // Said below.
        }
        throw call.refusal("server.address", server);
    }
}
