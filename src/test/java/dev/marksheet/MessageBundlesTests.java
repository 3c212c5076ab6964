package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageBundlesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final String ENGLISH = "_en.properties";

    /** Other words for a call (样本), to score (打分) and a judge (评审). As a verb alone: a 评分 is what a rating gives. */
    private static final Pattern STRAY_WORDS =
            Pattern.compile("(?<!不要)调用|评判模型|(?:重新|继续|正在|已|一起|无从)评分|评分(?:中|前|方式)|=评分$(?<!kind\\.ratings=评分)");

    @Test
    void allAreReadAtStart() throws IOException {
        List<String> bundles = files(ENGLISH).stream()
                .map(file -> RESOURCES.relativize(file).toString())
                .map(file -> file.replace(ENGLISH, "").replace('/', '.'))
                .toList();
        assertThat(MessageBundles.ALL).containsExactlyInAnyOrderElementsOf(bundles);
    }

    @Test
    void theChineseOnesHaveOneWordForOneThing() throws IOException {
        List<String> stray = new ArrayList<>();
        for (Path file : files("_zh.properties")) {
            Files.readAllLines(file).stream()
                    .filter(line -> STRAY_WORDS.matcher(line).find())
                    .forEach(stray::add);
        }
        assertThat(stray).isEmpty();
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }
}
