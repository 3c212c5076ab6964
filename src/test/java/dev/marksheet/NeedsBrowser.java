package dev.marksheet;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a class of tests where no page can be shown in a browser, before anything of it is made; {@link SkipReport} says why.
 * That a browser is installed does not mean that it starts: it is tried once a process.
 */
final class NeedsBrowser implements ExecutionCondition {

    /** The browser's program, as a system property or a configuration parameter of JUnit; by default what is installed. */
    static final String BROWSER = "marksheet.test.browser";

    /** The driver's program, likewise. */
    static final String DRIVER = "marksheet.test.chromedriver";

    private static final Map<String, Optional<String>> TRIED = new ConcurrentHashMap<>();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Path> chromium =
                context.getConfigurationParameter(BROWSER, Path::of).or(Browser::installedChromium);
        Optional<Path> driver =
                context.getConfigurationParameter(DRIVER, Path::of).or(Browser::installedDriver);
        return TRIED.computeIfAbsent(chromium + " " + driver, names -> Browser.trouble(chromium, driver))
                .map(trouble -> disabled("the pages are not tried in a browser: " + trouble))
                .orElseGet(() -> enabled("a browser shows pages"));
    }
}
