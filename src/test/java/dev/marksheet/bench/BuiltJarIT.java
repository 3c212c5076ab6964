package dev.marksheet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marksheet.ServiceClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The jar as it is handed out, in a process of its own. */
@Timeout(120)
class BuiltJarIT {

    private static final String PREPARED = "Starting AOT-processed MarksheetApplication";
    private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/[^\"]+\\.(?:css|js))\"");

    @TempDir
    Path outputs;

    @Test
    void startsFromPreparedBeansAndScores() {
        try (Service service = started()) {
            assertThat(service.log()).contains(PREPARED);
            assertThat(new Load(service).turnaround("built", 1)).isPositive();
            try (HttpConnection connection = service.connect()) {
                assertThat(connection.get("/api/score/sessions/built").number("completed"))
                        .isEqualTo(1);
                assertThat(connection.get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
            }
        }
    }

    /** From prepared beans, which are those of a service with doors. */
    @Test
    void scoresAFileByACommand() throws Exception {
        Path rows = Files.writeString(outputs.resolve("rows.csv"), "question,answer\nWhen?,In 1894.\nWho?,Ann.\n");
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "target/marksheet.jar",
                        "score",
                        rows.toString(),
                        "--json",
                        "--out=" + outputs.resolve("out"),
                        "--metrics=answer_relevancy",
                        "--marksheet.judge.base-url=",
                        "--marksheet.outputs-dir=" + outputs.resolve("kept"))
                .redirectError(outputs.resolve("said").toFile())
                .start();
        String out = new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(command.waitFor())
                .as(Files.readString(outputs.resolve("said")))
                .isZero();
        assertThat(out).contains("\"completed\":2");
        assertThat(outputs.resolve("out/export.html")).content().contains("<title>");
    }

    @Test
    void servesItsPagesWithAllTheirAssets() {
        try (Service service = started();
                HttpConnection connection = service.connect()) {
            Matcher asset = ASSET.matcher(connection.get("/").body());
            int assets = 0;
            while (asset.find()) {
                assertThat(connection.get(asset.group(1)).status())
                        .as(asset.group(1))
                        .isEqualTo(200);
                assets++;
            }
            assertThat(assets).isGreaterThan(2);
        }
    }

    @Test
    void carriesItsLicenceAndThoseOfOthers() throws IOException {
        try (JarFile jar = new JarFile("target/marksheet.jar")) {
            assertThat(text(jar, "META-INF/LICENSE"))
                    .contains("Apache License")
                    .contains("END OF TERMS AND CONDITIONS");
            assertThat(text(jar, "META-INF/NOTICE"))
                    .startsWith("Marksheet")
                    .contains("all-MiniLM-L6-v2", "bge-small-zh");
            assertThat(text(jar, "META-INF/THIRD-PARTY.txt")).contains("sqlite-jdbc", "chart.js", "onnxruntime");
            JsonNode bill = ServiceClient.json(text(jar, "META-INF/sbom/application.cdx.json"));
            assertThat(bill.get("bomFormat").asString()).isEqualTo("CycloneDX");
            assertThat(bill.at("/metadata/component/version").asString()).matches("[0-9].*");
            assertThat(bill.get("components").findValuesAsString("name")).contains("sqlite-jdbc", "chart.js", "api");
        }
    }

    @Test
    void carriesNoSymbolsForDebuggersAndNoFilesThatNoPageNames() throws IOException {
        try (JarFile jar = new JarFile("target/marksheet.jar")) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.contains(".dSYM/") || name.endsWith(".map"))
                    .anyMatch(name -> name.endsWith("/css/pico.min.css"));
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    @Test
    void worksItsBeansOutWhenAProfileAsksForOthers() {
        try (Service service = started("--spring.profiles.active=demo")) {
            assertThat(service.log()).doesNotContain(PREPARED);
            new Load(service).awaitCompleted("demo-en", 1);
        }
    }

    private Service started(String... options) {
        return new Service(Path.of("target/marksheet.jar"), outputs, Bench.USUAL, List.of(options));
    }
}
