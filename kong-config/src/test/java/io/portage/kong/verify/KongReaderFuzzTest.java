package io.portage.kong.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.kong.model.Level;
import io.portage.kong.read.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a file holds, reading it ends soon: with a configuration, or with an error that has a place.
class KongReaderFuzzTest {
    private static final int ROUNDS = 400;
    private static final List<String> WORDS = List.of(
            "services",
            "routes",
            "plugins",
            "consumers",
            "upstreams",
            "targets",
            "name",
            "config",
            "paths",
            "headers",
            "protocols",
            "url",
            "_format_version",
            "_info",
            "_ignore",
            "_comment",
            "cors",
            "request-transformer",
            "add",
            "tags",
            "id",
            "certificates",
            "snis",
            "key",
            "vaults",
            "filter_chains",
            "service",
            "consumer",
            "dblessConfig",
            "kind",
            "ConfigMap",
            "data",
            "groups",
            "consumer_groups",
            "pre-function",
            "access",
            "rate-limiting",
            "redis");
    private static final List<String> SCALARS = List.of(
            "yes",
            "3.0",
            "\"3.0\"",
            "~",
            "0x1F",
            "1:30",
            "''",
            "/a",
            "~/(",
            "http://a:b/c",
            "&a x",
            "*a",
            "!!str 1",
            "${{ env \"DECK_X\" }}",
            "{vault://env/x}",
            ".nan",
            "-.inf",
            "[]",
            "{}",
            "'*.a.*'",
            "\"\\ud800\"",
            "|-");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void readWhenRealFilesAreMutatedThenItEnds(long seed) throws IOException {
        var random = new Random(seed);
        var files = files();
        for (var i = 0; i < ROUNDS; i++) {
            var bytes = Files.readAllBytes(files.get(random.nextInt(files.size())));
            ends(mutated(bytes, random), seed, i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void readWhenBytesAreRandomThenItEnds(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < ROUNDS; i++) {
            var bytes = new byte[random.nextInt(2_000)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) {
                for (var at = 0; at < bytes.length; at++) {
                    bytes[at] = (byte) " \n\t:-[]{}&*!|>'\"%@`#?,abc019~<".charAt((bytes[at] & 0xFF) % 30);
                }
            }
            ends(bytes, seed, i);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void readWhenTreesAreRandomThenItEnds(long seed) {
        var random = new Random(seed);
        for (var i = 0; i < ROUNDS; i++) {
            var text = new StringBuilder(random.nextInt(4) > 0 ? "_format_version: \"3.0\"\n" : "");
            tree(text, random, 0, 5);
            ends(text.toString().getBytes(StandardCharsets.UTF_8), seed, i);
        }
    }

    static void ends(byte[] bytes, long seed, int round) {
        var reading = KongReader.read(List.of(new Source("f", bytes)), ReadOptions.DEFAULT);

        assertThat(reading.findings()).as("seed %d, round %d", seed, round).allSatisfy(it -> {
            assertThat(it.at().line()).isPositive();
            assertThat(it.at().column()).isPositive();
            assertThat(it.message()).contains("(expected: ").doesNotContain("Exception");
        });
        assertThat(reading.config() == null)
                .as("seed %d, round %d", seed, round)
                .isEqualTo(reading.findings().stream().anyMatch(it -> it.level() == Level.ERROR));
    }

    private static List<Path> files() throws IOException {
        try (var traces = Files.walk(Path.of("src/test/resources"))) {
            return traces.filter(it -> it.toString().endsWith(".yml")).sorted().toList();
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        var lines = new ArrayList<>(Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1)));
        for (var i = random.nextInt(6); i >= 0; i--) {
            var at = random.nextInt(lines.size());
            switch (random.nextInt(6)) {
                case 0 -> lines.add(at, lines.get(random.nextInt(lines.size())));
                case 1 -> lines.set(at, " ".repeat(random.nextInt(4)) + lines.get(at));
                case 2 ->
                    lines.set(
                            at,
                            lines.get(at)
                                    .replaceFirst(
                                            ":.*",
                                            ": "
                                                    + Matcher.quoteReplacement(
                                                            SCALARS.get(random.nextInt(SCALARS.size())))));
                case 3 ->
                    lines.set(
                            at, lines.get(at).replaceFirst("[a-z_]+:", WORDS.get(random.nextInt(WORDS.size())) + ":"));
                case 4 -> lines.set(at, lines.get(at).strip());
                default -> lines.set(at, lines.get(at) + (char) random.nextInt(0x300));
            }
        }
        var mutated = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0 && mutated.length > 0) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        return mutated;
    }

    private static void tree(StringBuilder text, Random random, int indent, int depth) {
        for (var i = random.nextInt(5); i >= 0; i--) {
            text.append(" ".repeat(indent));
            if (random.nextInt(3) == 0 && indent > 0) {
                text.append("- ");
            }
            text.append(WORDS.get(random.nextInt(WORDS.size()))).append(": ");
            if (depth > 0 && random.nextBoolean()) {
                text.append('\n');
                tree(text, random, indent + 1 + random.nextInt(3), depth - 1);
            } else {
                text.append(
                                random.nextBoolean()
                                        ? SCALARS.get(random.nextInt(SCALARS.size()))
                                        : WORDS.get(random.nextInt(WORDS.size())))
                        .append('\n');
            }
        }
    }
}
