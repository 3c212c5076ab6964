package dev.marksheet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;

/** A real browser without a screen. What it says and what it asks for is kept. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ChromeDriver driver;
    private final String base;

    private Browser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    /** Starts the installed Chromium with its driver; nothing is downloaded. {@link NeedsBrowser} has seen that it starts. */
    static Browser open(int port) {
        return open(installedChromium().orElseThrow(), installedDriver().orElseThrow(), "http://127.0.0.1:" + port);
    }

    private static Browser open(Path chromium, Path chromedriver, String base) {
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .build();
        return new Browser(new ChromeDriver(service, options(chromium)), base);
    }

    static Optional<Path> installedChromium() {
        return installed(
                NeedsBrowser.BROWSER, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    }

    static Optional<Path> installedDriver() {
        return installed(NeedsBrowser.DRIVER, "/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");
    }

    /** What keeps these two from showing a page with a field; nothing when it showed one. */
    static Optional<String> trouble(Optional<Path> chromium, Optional<Path> chromedriver) {
        List<String> missing = new ArrayList<>();
        if (chromium.filter(Files::isExecutable).isEmpty()) {
            missing.add("no Chromium");
        }
        if (chromedriver.filter(Files::isExecutable).isEmpty()) {
            missing.add("no chromedriver");
        }
        if (!missing.isEmpty()) {
            return Optional.of(String.join(" and ", missing) + " found; install chromium and chromium-driver");
        }
        // Without any font a browser starts, and ends at its first field.
        try (Browser browser = open(chromium.orElseThrow(), chromedriver.orElseThrow(), "data:text/html,")) {
            browser.visit("<input value=word>");
            return browser.one("input").isDisplayed() ? Optional.empty() : Optional.of("it shows no page");
        } catch (WebDriverException e) {
            String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            return Optional.of(chromium.orElseThrow() + " does not start and show a page: " + said);
        }
    }

    private static ChromeOptions options(Path chromium) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en",
                "--window-size=1440,1000");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return options;
    }

    private static Optional<Path> installed(String property, String... places) {
        return Optional.ofNullable(System.getProperty(property))
                .map(Path::of)
                .or(() -> Stream.of(places)
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst());
    }

    /** Forgets what the visitor chose. */
    void forget() {
        driver.manage().deleteAllCookies();
    }

    /** Lets no request out to addresses like these, and every other one. */
    void block(String... patterns) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(patterns)));
    }

    void visit(String path) {
        driver.get(base + path);
    }

    void visit(Path file) {
        driver.get(file.toUri().toString());
    }

    void back() {
        driver.navigate().back();
    }

    /** Makes the window this wide. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Gives the window its own width again. */
    void ownWidth() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Tabs beside the first one. */
    Tabs tabs() {
        return new Tabs(driver.getWindowHandle());
    }

    /** Tabs that are open at once; closing closes all but the one that was there before. */
    final class Tabs implements AutoCloseable {

        private final String first;
        private final List<String> opened = new ArrayList<>();

        private Tabs(String first) {
            this.first = first;
        }

        void open(String path) {
            driver.switchTo().newWindow(WindowType.TAB);
            opened.add(driver.getWindowHandle());
            visit(path);
        }

        void show(int number) {
            driver.switchTo().window(opened.get(number));
        }

        @Override
        public void close() {
            for (String tab : opened) {
                driver.switchTo().window(tab).close();
            }
            driver.switchTo().window(first);
        }
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    WebElement one(String css) {
        return until(css + " is there", () -> all(css).stream().findFirst().orElse(null));
    }

    /** Clicks it, however often it is replaced meanwhile. */
    void click(String css) {
        waiting("click on " + css).until(d -> {
            all(css).get(0).click();
            return true;
        });
    }

    void hover(WebElement element) {
        new Actions(driver).moveToElement(element).perform();
    }

    void type(CharSequence keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    String url() {
        return Objects.requireNonNull(driver.getCurrentUrl());
    }

    Object script(String code) {
        return driver.executeScript(code);
    }

    /** Waits until it is true. */
    void await(String what, BooleanSupplier condition) {
        waiting(what).until(d -> condition.getAsBoolean());
    }

    private <T> T until(String what, Supplier<T> found) {
        return waiting(what).until(d -> found.get());
    }

    private WebDriverWait waiting(String what) {
        WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(50));
        wait.withMessage(what);
        wait.ignoring(StaleElementReferenceException.class);
        wait.ignoring(ElementNotInteractableException.class);
        wait.ignoring(IndexOutOfBoundsException.class);
        return wait;
    }

    /** What the console says, violations of the policy among it. */
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** Addresses outside the service that were asked for. */
    List<String> strangers() {
        List<String> strangers = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = ServiceClient.json(entry.getMessage()).get("message");
            if (message.get("method").asString().equals("Network.requestWillBeSent")) {
                String url = message.get("params").get("request").get("url").asString();
                if (!url.startsWith(base + "/") && !url.startsWith("data:") && !url.startsWith("file:")) {
                    strangers.add(url);
                }
            }
        }
        return strangers;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
