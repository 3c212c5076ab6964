package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageBundlesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String ENGLISH = "_en.properties";

    @Test
    void allAreReadAtStart() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            List<String> bundles = files.map(file -> RESOURCES.relativize(file).toString())
                    .filter(file -> file.endsWith(ENGLISH))
                    .map(file -> file.replace(ENGLISH, "").replace('/', '.'))
                    .toList();
            assertThat(MessageBundles.ALL).containsExactlyInAnyOrderElementsOf(bundles);
        }
    }
}
