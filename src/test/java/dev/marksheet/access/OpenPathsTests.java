package dev.marksheet.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class OpenPathsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/marksheet.css",
                "/js/main.js",
                "/webjars/htmx.org/dist/htmx.min.js",
                "/favicon.svg",
                "/favicon.ico",
                "/actuator/health/liveness",
                "/actuator/health/readiness"
            })
    void areFilesOfPagesAndProbes(String path) {
        assertThat(OpenPaths.contain(request("", path))).isTrue();
        assertThat(OpenPaths.contain(request("/marks", "/marks" + path))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/runs/session-a",
                "/api/css/x",
                "/cssx",
                "/favicon.svg/..",
                "/actuator/health",
                "/actuator/health/db",
                "/actuator/health/livenessx"
            })
    void areNothingElse(String path) {
        assertThat(OpenPaths.contain(request("", path))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/css/../api/keys",
                "/css/%2e%2e/api/keys",
                "/js/%2F..%2Fapi",
                "/webjars/x;y=z/a.js",
                "/css/a..css",
                "/favicon.svg;x"
            })
    void areNoneThatMayMeanAnotherPlace(String path) {
        assertThat(OpenPaths.contain(request("", path))).isFalse();
    }

    @Test
    void tellProbesFromOtherFiles() {
        assertThat(OpenPaths.isProbe(request("/marks", "/marks/actuator/health/liveness")))
                .isTrue();
        assertThat(OpenPaths.isProbe(request("", "/actuator/health/readiness"))).isTrue();
        assertThat(OpenPaths.isProbe(request("", "/actuator/health"))).isFalse();
        assertThat(OpenPaths.isProbe(request("", "/css/marksheet.css"))).isFalse();
    }

    @Test
    void areReadBelowThePathOfTheService() {
        assertThat(OpenPaths.path(request("/css", "/css/api/keys"))).isEqualTo("/api/keys");
        assertThat(OpenPaths.contain(request("/css", "/css/api/keys"))).isFalse();
    }

    private static MockHttpServletRequest request(String contextPath, String uri) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", uri);
        request.setContextPath(contextPath);
        return request;
    }
}
