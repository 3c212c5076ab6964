import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Locale;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class as a build tool would, and tells what became of it: a line for the class, and how many tests passed. */
public final class Runner implements TestExecutionListener {

    private int passed;
    private int failed;
    private String end = "";

    public static void main(String[] args) {
        Runner runner = new Runner();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(args[0]))
                .build();
        LauncherFactory.create().execute(request, runner);
        System.out.println(runner.passed + " tests passed, " + runner.failed + " failed; the class: " + runner.end);
        // What the client has open must keep no program from ending.
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            passed += result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? 1 : 0;
            failed += result.getStatus() == TestExecutionResult.Status.FAILED ? 1 : 0;
        } else if (!end.matches("(?s)(failed|aborted).*") && test.getParentId().isPresent()) {
            end = result.getStatus().name().toLowerCase(Locale.ROOT)
                    + result.getThrowable().map(e -> ", " + e.getMessage()).orElse("");
        }
    }
}
