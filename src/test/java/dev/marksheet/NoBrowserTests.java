package dev.marksheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Machines on which the pages can't be tried in a browser: the tests in one are skipped, with the reason. */
class NoBrowserTests {

    private static final String NOWHERE = "/nowhere/at/all";

    @TempDir
    Path folder;

    @Test
    void neitherBrowserNorDriver() {
        assertThat(skipped(NOWHERE, NOWHERE)).contains("no Chromium", "no chromedriver", "install");
    }

    @Test
    void aBrowserAlone() throws IOException {
        assertThat(skipped(program("exit 1"), NOWHERE))
                .contains("no chromedriver", "install")
                .doesNotContain("no Chromium");
    }

    @Test
    void aDriverAlone() throws IOException {
        assertThat(skipped(NOWHERE, program("exit 1")))
                .contains("no Chromium", "install")
                .doesNotContain("no chromedriver");
    }

    @Test
    void aDriverThatEndsAtOnce() throws IOException {
        assertThat(skipped(program("exit 1"), program("exit 1"))).contains("does not start");
    }

    @Test
    void aDriverThatIsNoProgram() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "not a program");
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(skipped(program("exit 1"), text.toString())).contains("does not start");
    }

    @Test
    void aBrowserThatCannotStart() throws IOException {
        Path driver = Browser.installedDriver().orElse(null);
        assumeTrue(driver != null, "needs a chromedriver");

        assertThat(skipped(program("echo no display >&2; exit 1"), driver.toString()))
                .contains("does not start");
    }

    /** Runs the tests in a browser with these programs and gives the reason for which they were skipped. */
    private static String skipped(String browser, String driver) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(BrowserTests.class))
                .configurationParameter(NeedsBrowser.BROWSER, browser)
                .configurationParameter(NeedsBrowser.DRIVER, driver)
                .execute();

        assertThat(results.allEvents().failed().list()).isEmpty();
        assertThat(results.testEvents().started().list()).isEmpty();
        List<Event> skipped = results.containerEvents().skipped().list();
        assertThat(skipped).hasSize(1);
        return skipped.get(0).getRequiredPayload(String.class);
    }

    private String program(String line) throws IOException {
        Path program = Files.createTempFile(folder, "program-", ".sh");
        Files.writeString(program, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }
}
