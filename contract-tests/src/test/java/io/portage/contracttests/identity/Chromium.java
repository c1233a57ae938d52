package io.portage.contracttests.identity;

import static org.awaitility.Awaitility.await;

import io.portage.contracttests.world.Json;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;

/// A real browser without a window: what it shows, stores and hears.
public final class Chromium implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final ChromeDriver driver;
    private final List<String> heard = new ArrayList<>();

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    public static boolean isInstalled() {
        return onPath("chromium").isPresent() && onPath("chromedriver").isPresent();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Chromium start() {
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .build();
        var logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(onPath("chromium").orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage");
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(PATIENCE).pageLoadTimeout(PATIENCE);
        return new Chromium(driver);
    }

    public void open(String address) {
        driver.get(address);
        listen();
    }

    URI address() {
        return URI.create(driver.getCurrentUrl());
    }

    /// Fills in Keycloak's login page, and returns when the browser has come to that address.
    void signIn(String user, String destination) {
        driver.findElement(By.name("username")).sendKeys(user);
        driver.findElement(By.name("password")).sendKeys(user);
        listen();
        driver.findElement(By.cssSelector("[type=submit]")).click();
        await().atMost(PATIENCE).until(() -> destination.equals(driver.getCurrentUrl()));
        listen();
    }

    boolean showsLoginPage() {
        return !driver.findElements(By.name("password")).isEmpty();
    }

    /// What the page's text says as JSON.
    JsonNode json() {
        return Json.read(driver.findElement(By.tagName("body")).getText());
    }

    List<Cookie> cookies() {
        return List.copyOf(driver.manage().getCookies());
    }

    /// Runs a script in the page, which calls `done` with a text that is JSON.
    public JsonNode run(String script, Object... arguments) {
        var result = driver.executeAsyncScript(
                "const done = value => arguments[arguments.length - 1](JSON.stringify(value));" + script, arguments);
        listen();
        return Json.read(String.valueOf(result));
    }

    /// One request of the page's own script: status and body.
    JsonNode fetch(String method, String path, Map<String, String> headers, String body) {
        return run(
                "fetch(arguments[1], {method: arguments[0], headers: arguments[2], body: arguments[3] || undefined})"
                        + ".then(async answer => done({status: answer.status, body: await answer.text()}))"
                        + ".catch(error => done({status: 0, body: String(error)}))",
                method,
                path,
                headers,
                body);
    }

    /// Everything that scripts of this page could get hold of, and everything that came over the network: heads, bodies
    /// and what the page holds.
    List<String> everythingSeen() {
        var seen = new ArrayList<>(heard);
        seen.add(driver.getPageSource());
        seen.add(String.valueOf(
                driver.executeScript("return JSON.stringify([document.cookie, location.href, history.state,"
                        + " Object.entries(localStorage), Object.entries(sessionStorage), window.name])")));
        return seen;
    }

    /// The document's cookies as a script sees them.
    String scriptableCookies() {
        return String.valueOf(driver.executeScript("return document.cookie"));
    }

    /// Takes in what came over the network since the last time, with the bodies while the browser still has them.
    private void listen() {
        StreamSupport.stream(driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
                .map(entry -> Json.read(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asString().startsWith("Network."))
                .forEach(this::keep);
    }

    private void keep(JsonNode message) {
        heard.add(message.toString());
        if (message.path("method").asString().equals("Network.loadingFinished")) {
            try {
                var id = message.at("/params/requestId").asString();
                heard.add(String.valueOf(driver.executeCdpCommand("Network.getResponseBody", Map.of("requestId", id))));
            } catch (WebDriverException _) {
                // a body that the browser did not keep, as of a page that was left
                heard.add("");
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
