package io.portage.stubs.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The clock and its file, which other processes read.
final class StubClockTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    private Path directory;

    private StubClock clock() {
        return StubClock.at(directory.resolve("clock"), InstantSource.fixed(NOW));
    }

    private long inFile() throws IOException {
        var bytes = Files.readAllBytes(directory.resolve("clock"));
        assertThat(bytes).hasSize(8);
        return ByteBuffer.wrap(bytes).getLong();
    }

    @Test
    void fileWhenMovedThenHoldsOffsetBigEndian() throws IOException {
        var clock = clock();
        assertThat(inFile()).isZero();
        clock.advance(Duration.ofHours(25));
        assertThat(inFile()).isEqualTo(90_000_000L);
        assertThat(clock.instant()).isEqualTo(NOW.plus(Duration.ofHours(25)));
        clock.set(NOW.minusMillis(1));
        assertThat(inFile()).isEqualTo(-1L);
        clock.reset();
        assertThat(inFile()).isZero();
    }

    @Test
    void openWhenFileHasOffsetThenSetToNothingAndOldMappingsFollow() {
        var first = clock();
        first.advance(Duration.ofHours(1));
        var second = clock();
        assertThat(second.instant()).isEqualTo(NOW);
        second.advance(Duration.ofHours(2));
        assertThat(first.instant()).isEqualTo(NOW.plus(Duration.ofHours(2)));
    }

    @Test
    void advanceWhenBeyondMillisecondsThenRefusedAndUnmoved() {
        var clock = clock();
        assertThatThrownBy(() -> clock.advance(Duration.ofMillis(Long.MAX_VALUE)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(clock.instant()).isEqualTo(NOW);
    }

    @Test
    void fileWhenNamedByThePropertyThenThatOne() {
        var file = directory.resolve("named");
        System.setProperty("portage.clock-file", file.toString());
        try {
            StubClock.ofPort(1).advance(Duration.ofMillis(1));
            assertThat(file).hasBinaryContent(new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
        } finally {
            System.clearProperty("portage.clock-file");
        }
    }
}
