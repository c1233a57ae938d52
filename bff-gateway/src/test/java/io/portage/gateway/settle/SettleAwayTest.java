package io.portage.gateway.settle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.idempotency.redis.RedisProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The command where Redis is away, elsewhere, or described in a file; and its help.
final class SettleAwayTest {
    private static final List<String> LOOK = List.of("k", "--tenant", "a", "--subject", "b", "--dry-run");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... more) {
        var arguments = new ArrayList<>(LOOK);
        arguments.add("--development-key");
        arguments.addAll(List.of(more));
        return Settle.run(
                arguments, Map.of(), InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void runWhenNobodyListensThenUnusable() {
        var redis = RedisProcess.start();
        redis.close();
        assertThat(run("--redis", redis.url().toString())).isEqualTo(Settle.UNUSABLE);
        assertThat(err.toString()).startsWith("settle: Redis does not answer: ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void runWhenRedisIsFrozenThenUnusableInTime() {
        try (var redis = RedisProcess.start()) {
            redis.freeze();
            long start = System.nanoTime();
            assertThat(run("--redis", redis.url().toString())).isEqualTo(Settle.UNUSABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            redis.thaw();
        }
    }

    @Test
    void runWhenAPasswordIsWantedThenTold() {
        try (var redis = RedisProcess.start("requirepass s3cret")) {
            assertThat(run("--redis", redis.url().toString())).isEqualTo(Settle.UNUSABLE);
            assertThat(err.toString()).startsWith("settle: Redis wants a password: ");
        }
    }

    @Test
    void runWhenRedisIsDescribedInAFileThenFound(@TempDir Path folder) throws IOException {
        try (var redis = RedisProcess.start()) {
            var file = Files.writeString(
                    folder.resolve("redisson.yml"), "singleServerConfig: { address: '" + redis.url() + "' }");
            assertThat(run("--redis-config", file.toString())).isEqualTo(Settle.REFUSED);
            assertThat(out.toString()).contains("never seen");
        }
    }

    @Test
    void runWhenTheFileCannotBeReadThenUnusableByItsOption() {
        assertThat(run("--redis-config", "missing.yml")).isEqualTo(Settle.UNUSABLE);
        assertThat(err.toString()).startsWith("settle: --redis-config: missing.yml, ");
    }

    @Test
    void helpThenItListsEveryOptionAndNoOther() {
        var taken = new TreeSet<String>();
        var command = new SettleCommand(Map.of(), InputStream.nullInputStream(), Palette.PLAIN);
        new CommandLine(command).getCommandSpec().options().forEach(option -> taken.add(option.longestName()));
        var listed = new TreeSet<String>();
        Pattern.compile("(?m)^  (--[a-z-]+)")
                .matcher(Words.help())
                .results()
                .forEach(result -> listed.add(result.group(1)));
        assertThat(listed).isEqualTo(taken);
        assertThat(Words.help().lines()).hasSizeLessThan(40).allMatch(line -> line.length() <= 120);
    }

    @Test
    void developmentKeyThenThatOfTheProfileLocal() throws IOException {
        try (var settings = Settle.class.getResourceAsStream("/application.yml")) {
            assertThat(settings).isNotNull();
            assertThat(new String(settings.readAllBytes(), UTF_8))
                    .contains("keys: \"" + Installation.DEVELOPMENT_KEY + "\"");
        }
    }

    @Test
    void paletteThenColoursOnATerminalOnly() {
        assertThat(Palette.of(true, Map.of()).good("x")).isEqualTo("\u001b[32mx\u001b[0m");
        assertThat(Palette.of(false, Map.of()).bad("x")).isEqualTo("x");
        assertThat(Palette.of(true, Map.of("NO_COLOR", "1"))).isEqualTo(Palette.PLAIN);
        assertThat(Palette.of(true, Map.of("TERM", "dumb"))).isEqualTo(Palette.PLAIN);
    }
}
