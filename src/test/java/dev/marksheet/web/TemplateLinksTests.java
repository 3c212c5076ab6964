package dev.marksheet.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Pages also work where the service stands below a path of its own. */
class TemplateLinksTests {

    private static final Pattern BARE = Pattern.compile("(?:href|src|action|data-live|data-page|data-events)=\"\\|?/");

    @Test
    void everyLinkStandsBelowTheServicesOwnPath() throws IOException {
        Resource[] templates = new PathMatchingResourcePatternResolver().getResources("classpath:templates/**/*.html");
        assertThat(templates).isNotEmpty();
        for (Resource template : templates) {
            assertThat(template.getContentAsString(StandardCharsets.UTF_8))
                    .as(template.getFilename())
                    .doesNotContainPattern(BARE);
        }
    }

    @Test
    void noScriptKnowsWhereThePagesStand() throws IOException {
        for (Resource script : new PathMatchingResourcePatternResolver().getResources("classpath:static/js/*.js")) {
            assertThat(script.getContentAsString(StandardCharsets.UTF_8))
                    .as(script.getFilename())
                    .doesNotContainPattern("['\"`]/(?:api|runs|compare)");
        }
    }
}
