package io.portage.kong.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page opens in a real browser: something is to be seen, in light and in dark, and nothing goes wrong in its
/// console. Skipped where there is no Chromium.
class ChromiumTest {
    private static final Optional<String> CHROMIUM = List.of("chromium", "chromium-browser", "google-chrome").stream()
            .filter(ChromiumTest::isOnThePath)
            .findFirst();

    @TempDir
    private Path folder;

    private static boolean isOnThePath(String program) {
        return Arrays.stream(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }

    @BeforeAll
    static void chromium() {
        assumeTrue(CHROMIUM.isPresent(), "no chromium on the PATH: the page is not opened in a real browser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void openWhenEveryVerdictThenSomethingIsSeenAndTheConsoleIsQuiet(String scheme) throws Exception {
        var shot = open(Format.HTML.of(List.of(Subjects.of("kong.yml", Subjects.EVERYTHING)), false), scheme);
        assertThat(colours(shot)).isGreaterThan(50);
        var image = ImageIO.read(shot.toFile());
        var ground = image.getRGB(2, 2) & 0xff;
        assertThat(scheme.equals("dark") ? ground < 0x60 : ground > 0xa0)
                .as("ground %02x in %s", ground, scheme)
                .isTrue();
    }

    @Test
    void openWhenFiveThousandRoutesThenItOpens() throws Exception {
        var shot = open(Format.HTML.of(List.of(Subjects.large(5_000)), false), "light");
        assertThat(colours(shot)).isGreaterThan(50);
    }

    /// Draws a page; fails where the console says anything.
    private Path open(String html, String scheme) throws IOException, InterruptedException {
        var page = Files.writeString(folder.resolve("page.html"), html);
        var shot = folder.resolve("shot.png");
        var log = folder.resolve("log");
        var dark = scheme.equals("dark")
                ? "--blink-settings=preferredColorScheme=0"
                : "--blink-settings=preferredColorScheme=1";
        var process = new ProcessBuilder(
                        CHROMIUM.orElseThrow(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--enable-logging=stderr",
                        "--window-size=1280,1600",
                        dark,
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--screenshot=" + shot,
                        page.toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        var said = Files.readString(log);
        assertThat(said.lines().filter(line -> line.contains("CONSOLE")))
                .as("console")
                .isEmpty();
        assertThat(shot).as(said).exists();
        return shot;
    }

    private static int colours(Path shot) throws IOException {
        var image = ImageIO.read(shot.toFile());
        var colours = new HashSet<Integer>();
        for (var x = 0; x < image.getWidth(); x += 3) {
            for (var y = 0; y < image.getHeight(); y += 3) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours.size();
    }
}
