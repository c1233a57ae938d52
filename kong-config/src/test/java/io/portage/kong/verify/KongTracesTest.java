package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.KongVersion;
import io.portage.kong.model.Level;
import io.portage.kong.read.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A file is invalid where a real Kong refused it, and only there.
class KongTracesTest {
    private static final Path TRACES = Path.of("src/test/resources/kong-traces");
    private static final Pattern SETTING = Pattern.compile("\"KONG_(PLUGINS|ROUTER_FLAVOR)\":\\s*\"([^\"]*)\"");

    static Stream<Path> traces() throws IOException {
        return Files.list(TRACES).filter(Files::isDirectory).sorted();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void readWhenKongTookOrRefusedItThenTheSame(Path trace) throws IOException {
        var reading = read(trace, true);

        assertThat(reading.config() == null)
                .as("%s: %s", trace.getFileName(), reading.findings())
                .isEqualTo(isRefused(trace));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void readWhenNothingIsKnownOfKongConfThenTheSameButForWhatItSays(Path trace) throws IOException {
        var reading = read(trace, false);

        var expected =
                trace.endsWith("508-expressions") || (isRefused(trace) && !trace.endsWith("417-plugins-list-narrow"));
        assertThat(reading.config() == null).isEqualTo(expected);
    }

    @Test
    void readWhenEveryTraceThenRatesAreFull() throws IOException {
        var refused = traces().filter(KongTracesTest::isRefused).toList();
        var invalid =
                traces().filter(trace -> read(trace, true).config() == null).toList();

        System.out.printf(
                "kong traces: %d, refused by Kong %d, invalid here %d, of these refused %d%n",
                traces().count(),
                refused.size(),
                invalid.size(),
                invalid.stream().filter(refused::contains).count());
        assertThat(invalid).isEqualTo(refused).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void readWhenRefusedThenTheReasonHasItsPlace(Path trace) {
        var findings = read(trace, true).findings().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .toList();

        assertThat(findings).allSatisfy(finding -> {
            assertThat(finding.rule()).startsWith("kong/");
            assertThat(finding.message()).contains("(expected: ");
            assertThat(finding.at().line()).isPositive();
        });
    }

    private static Reading read(Path trace, boolean withSettings) {
        return KongReader.read(
                List.of(new Source("kong.yml", bytes(trace.resolve("kong.yml")))),
                withSettings ? options(text(trace)) : ReadOptions.DEFAULT);
    }

    private static ReadOptions options(String trace) {
        @Nullable Set<String> plugins = null;
        @Nullable String flavor = "traditional_compatible";
        for (var setting : SETTING.matcher(trace).results().toList()) {
            if (setting.group(1).equals("PLUGINS")) {
                plugins = Set.of(setting.group(2).split("\\s*,\\s*"));
            } else {
                flavor = setting.group(2);
            }
        }
        return new ReadOptions(KongVersion.NEWEST, false, Set.of(), plugins, flavor, false);
    }

    private static boolean isRefused(Path trace) {
        return text(trace).contains("\"config_error\"");
    }

    private static String text(Path trace) {
        return new String(bytes(trace.resolve("trace.json")), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
