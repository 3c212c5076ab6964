package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whatever anybody sends, to whichever endpoint there is: an answer that means something and gives nothing away. */
class OddRequestsTests extends RunningService {

    private static final int REQUESTS = 20_000;
    private static final int THREADS = 4;
    private static final long SEED = 20_261_127;
    private static final int MOST_EXPORTS = 100;

    /** Answers where the copy lies, as it is meant to, and would copy all that is kept hundreds of times. */
    private static final String COPIES_ALL = "/api/admin/backup";

    /** Names of our and others' classes, lines of stack traces, paths of files. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\tat |Exception|\\bjava\\.|springframework|dev\\.marksheet|jackson|tomcat|catalina|/tmp/|/home/|SQLITE_|jdbc:"
                    + "|sk-[a-z]",
            Pattern.CASE_INSENSITIVE);

    @LocalServerPort
    private int servicePort;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final AtomicInteger exports = new AtomicInteger();

    private record Endpoint(String pattern, List<String> methods) {}

    @Test
    void areNeverAnsweredWithAFaultOfOurs() throws Exception {
        String job = client.ended(client.submit(call("fuzzed"))).get("job_id").asString();
        List<String> known = List.of("session-fuzzed", "fuzzed", job);
        List<Endpoint> endpoints = endpoints();
        assertThat(endpoints).extracting(Endpoint::pattern).contains("/", "/api/score", "/runs/{run_id}", "/calls");

        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Void>> senders = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            senders.add(threads.submit(sender(SEED + i, endpoints, known)));
        }
        for (Future<Void> sender : senders) {
            sender.get();
        }
        threads.shutdown();

        assertThat(faults.stream().limit(20))
                .as(faults.size() + " faults; " + new TreeMap<>(statuses))
                .isEmpty();
        assertThat(statuses.values().stream().mapToInt(AtomicInteger::get).sum())
                .isEqualTo(REQUESTS);
        assertThat(statuses).containsKeys(200, 202, 400, 404, 405, 406, 415, 422);
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
            List<String> names = methods.isEmpty()
                    ? List.of("GET", "POST")
                    : methods.stream().map(RequestMethod::name).toList();
            info.getPatternValues().stream()
                    .filter(pattern -> !pattern.equals(COPIES_ALL))
                    .forEach(pattern -> endpoints.add(new Endpoint(pattern, names)));
        });
        Stream.of("/actuator/health", "/actuator/health/{a}", "/actuator/prometheus", "/css/{a}", "/{a}", "/api/{a}")
                .forEach(pattern -> endpoints.add(new Endpoint(pattern, List.of("GET"))));
        return endpoints;
    }

    private Callable<Void> sender(long seed, List<Endpoint> endpoints, List<String> known) {
        return () -> {
            Random random = new Random(seed);
            OddRequests requests = new OddRequests(random, known);
            RawConnection connection = connection();
            for (int i = 0; i < REQUESTS / THREADS; i++) {
                Endpoint endpoint = endpoints.get(random.nextInt(endpoints.size()));
                String method = methodFor(endpoint, requests);
                byte[] request = requests.request(method, endpoint.pattern(), "127.0.0.1:" + servicePort);
                boolean alive = send(connection, method, request);
                if (!alive) {
                    connection.close();
                    connection = connection();
                }
            }
            connection.close();
            return null;
        };
    }

    /** Streams have no end to be waited for, and exports take much more time than all else. */
    private String methodFor(Endpoint endpoint, OddRequests requests) {
        boolean costly = endpoint.pattern().endsWith("export.html") && exports.incrementAndGet() > MOST_EXPORTS;
        return costly || OddRequests.isEndless(endpoint.pattern()) ? "HEAD" : requests.method(endpoint.methods());
    }

    private RawConnection connection() throws IOException {
        return new RawConnection(servicePort, 30_000);
    }

    /** Whether the connection can be used again. */
    private boolean send(RawConnection connection, String method, byte[] request) {
        try {
            connection.write(request);
            RawConnection.Answer answer = connection.read(!method.equals("HEAD"));
            statuses.computeIfAbsent(answer.status(), s -> new AtomicInteger()).incrementAndGet();
            check(request, answer);
            return !answer.closes();
        } catch (SocketTimeoutException e) {
            faults.add("no answer to " + shown(request));
        } catch (IOException | RuntimeException e) {
            faults.add(e + " instead of an answer to " + shown(request));
        }
        return false;
    }

    private void check(byte[] request, RawConnection.Answer answer) {
        boolean later = answer.status() == 503 && answer.headers().containsKey("retry-after");
        if (answer.status() >= 500 && !later) {
            faults.add(answer.status() + " to " + shown(request));
        }
        boolean asset = answer.headers().getOrDefault("content-type", "").matches("text/(css|javascript).*");
        boolean figures = shown(request).contains("/actuator/prometheus");
        if (!asset && !figures && INSIDE.matcher(answer.body()).find()) {
            faults.add("insides in the answer to " + shown(request) + "\n" + answer.body());
        }
    }

    private static String shown(byte[] request) {
        String text = new String(request, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(text.length(), 700));
    }
}
