package dev.marksheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import dev.marksheet.session.access.Role;
import dev.marksheet.session.text.Sha256;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Every endpoint and page has a line in the table of roles, and the service keeps to it, however the key is sent. */
class AccessTableTests extends KeyedService {

    private static final Set<String> PROBES = Set.of("GET /actuator/health/liveness", "GET /actuator/health/readiness");

    @Autowired
    private ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    /** Method and pattern of all that is mapped to a method of ours or of Spring's. */
    private Set<String> endpoints() {
        Set<String> endpoints = new TreeSet<>();
        mappings.forEach(
                mapping -> mapping.getHandlerMethods().keySet().forEach(info -> endpoints.addAll(names(info))));
        return endpoints;
    }

    private static List<String> names(RequestMappingInfo info) {
        Set<RequestMethod> named = info.getMethodsCondition().getMethods();
        Set<RequestMethod> methods = named.isEmpty() ? Set.of(RequestMethod.GET, RequestMethod.POST) : named;
        return methods.stream()
                .flatMap(method -> info.getPatternValues().stream().map(pattern -> method + " " + pattern))
                .toList();
    }

    @Test
    void hasALineForEveryEndpoint() {
        List<String> unlisted = endpoints().stream()
                .filter(endpoint -> line(endpoint) == AccessTable.UNLISTED)
                .filter(endpoint -> !endpoint.contains("/actuator/metrics"))
                .toList();

        assertThat(unlisted)
                .as(
                        "Who may use these? Until access.AccessTable has a line for each, the administrator alone. To add,"
                                + " method, path, roles (all, read, send, review, admin), sessions shown (named, many, none):%n%s",
                        String.join(
                                "\n",
                                unlisted.stream()
                                        .map(e -> e + "   read   named")
                                        .toList()))
                .isEmpty();
    }

    private static AccessTable.Line line(String endpoint) {
        String[] parts = endpoint.split(" ");
        return AccessTable.of(parts[0], parts[1]);
    }

    @Test
    void isKeptToWithEveryRoleAndHoweverTheKeyIsSent() {
        Map<Role, String> keys = new EnumMap<>(Role.class);
        Stream.of(Role.values()).forEach(role -> keys.put(role, key(role.wireName())));
        String job = ServiceClient.json(submit("walk", keys.get(Role.SUBMIT)))
                .get("job_id")
                .asString();
        List<String> wrong = new ArrayList<>();
        keys.forEach((role, key) -> {
            for (List<String> way : ways(key)) {
                endpoints().forEach(endpoint -> {
                    boolean open = PROBES.contains(endpoint) || line(endpoint).lets(role) && reaches(role, endpoint);
                    int status = status(endpoint, job, way);
                    if (open == (status == 403) || status == 401 || status >= 500) {
                        wrong.add("%s %s by %s: %d".formatted(role, endpoint, way.get(0), status));
                    }
                });
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** A key for submitting alone reaches no list of what others have sent. */
    private static boolean reaches(Role role, String endpoint) {
        return role != Role.SUBMIT || line(endpoint).shows() != AccessTable.Shows.MANY;
    }

    @Test
    void letsNobodyInWithoutAKeyOrWithABadOne() {
        List<String> wrong = new ArrayList<>();
        String nobody = "mks_0123456789ab_" + "0".repeat(64);
        for (List<String> way : List.of(
                List.of("X-Nothing", "no"),
                List.of("X-API-Key", nobody),
                List.of("Authorization", "Bearer " + nobody),
                List.of("Authorization", "Bearer "),
                List.of("Cookie", Logins.COOKIE + "=" + "0".repeat(64)))) {
            endpoints().stream().filter(endpoint -> !line(endpoint).isOpen()).forEach(endpoint -> {
                int status = status(endpoint, "0123456789ab", way);
                if (status != HttpStatus.UNAUTHORIZED.value()) {
                    wrong.add("%s by %s: %d".formatted(endpoint, way, status));
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/../api/keys",
                "/css/%2e%2e/api/keys",
                "/css/..%2fapi/keys",
                "/css/..;/api/keys",
                "/js/..%5Capi/keys",
                "/api/keys;.css",
                "/api/keys/",
                "//api/keys",
                "/api//keys",
                "/%61pi/keys",
                "/api/keys?/css/x",
                "/API/keys",
                "/webjars/../api/keys",
                "/favicon.svg/../api/keys",
                "/login/../api/keys",
                "/login;/../api/keys",
                "/actuator/health/liveness/../../prometheus",
                "/actuator/health/liveness;/../prometheus",
                "/actuator/prometheus/",
                "/actuator/health/liveness/..;/..;/prometheus",
                "/error/../api/keys"
            })
    void letsNobodyInByAnOddPath(String path) {
        for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
            HttpResponse<String> answer = client.send(
                    method,
                    path,
                    "X-Original-URL",
                    "/login",
                    "X-HTTP-Method-Override",
                    "GET",
                    "X-Forwarded-For",
                    "127.0.0.1");

            assertThat(answer.statusCode()).as(method + " " + path).isIn(400, 401, 404, 405);
            assertThat(answer.body()).doesNotContain("next_page_token", "jvm_");
        }
    }

    /** Both headers, and the cookie with the token that our own forms have. */
    private List<List<String>> ways(String key) {
        HttpResponse<String> login = client.submitForm("/login", Map.of("key", key), "Sec-Fetch-Site", "same-origin");
        String cookie = login.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
        String token = Sha256.hex("csrf " + cookie.split("=")[1], 32);
        byte[] unmasked = (new String(new char[token.length()]) + token).getBytes(StandardCharsets.UTF_8);
        return List.of(
                List.of("X-API-Key", key),
                List.of("Authorization", "Bearer " + key),
                List.of("Cookie", cookie, "X-CSRF-TOKEN", Base64.getUrlEncoder().encodeToString(unmasked)));
    }

    private int status(String endpoint, String job, List<String> headers) {
        String[] parts = endpoint.split(" ");
        String path = parts[1].replace("{session_id}", "walk")
                .replace("{run_id}", "session-walk")
                .replace("{job_id}", job)
                .replace("/**", "")
                .replaceAll("\\{[^}]*}", "x");
        List<String> all = new ArrayList<>(headers);
        all.addAll(List.of(ONLY_TRY, "yes"));
        return client.send(parts[0], path, all.toArray(String[]::new)).statusCode();
    }
}
