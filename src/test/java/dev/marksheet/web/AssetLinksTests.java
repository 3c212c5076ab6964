package dev.marksheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.servlet.resource.ResourceResolver;
import org.springframework.web.servlet.resource.ResourceResolverChain;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.resource.ResourceUrlProviderExposingInterceptor;

class AssetLinksTests {

    private final List<String> lookedUp = new ArrayList<>();

    @Test
    void haveAVersionWhereAFileHasOne() throws Exception {
        assertThat(link("", "/webjars/htmx.org/dist/htmx.min.js")).isEqualTo("/webjars/7/htmx.org/dist/htmx.min.js");
    }

    @Test
    void haveAVersionBehindAPrefixOfTheServiceToo() throws Exception {
        assertThat(link("/marks", "/marks/webjars/pico.css")).isEqualTo("/marks/webjars/7/pico.css");
    }

    @Test
    void leaveOtherLinksAsTheyAreAndLookForNoFileBehindThem() throws Exception {
        for (String link :
                List.of("/runs/session-a", "/", "/css/marksheet.css?v=1", "/runs?q=/webjars/x", "webjars/x")) {
            assertThat(link("", link)).isEqualTo(link);
        }
        assertThat(link("/marks", "/webjars/pico.css")).isEqualTo("/webjars/pico.css");
        assertThat(lookedUp).isEmpty();
    }

    private String link(String contextPath, String url) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", contextPath + "/runs/session-a");
        request.setContextPath(contextPath);
        List<String> encoded = new ArrayList<>();
        new AssetLinks().doFilter(request, new MockHttpServletResponse(), (asked, answer) -> {
            ((HttpServletRequest) asked)
                    .setAttribute(ResourceUrlProviderExposingInterceptor.RESOURCE_URL_PROVIDER_ATTR, provider());
            encoded.add(((HttpServletResponse) answer).encodeURL(url));
        });
        return encoded.get(0);
    }

    private ResourceUrlProvider provider() {
        ResourceHttpRequestHandler files = new ResourceHttpRequestHandler();
        files.setResourceResolvers(List.of(new Versions()));
        ResourceUrlProvider provider = new ResourceUrlProvider();
        provider.setHandlerMap(Map.of("/**", files));
        return provider;
    }

    /** Looks for no file, and would know a version of each. */
    private final class Versions implements ResourceResolver {

        @Override
        public @Nullable Resource resolveResource(
                @Nullable HttpServletRequest request,
                String path,
                List<? extends Resource> locations,
                ResourceResolverChain chain) {
            return null;
        }

        @Override
        public String resolveUrlPath(String path, List<? extends Resource> locations, ResourceResolverChain chain) {
            lookedUp.add(path);
            return path.replace("webjars/", "webjars/7/");
        }
    }
}
