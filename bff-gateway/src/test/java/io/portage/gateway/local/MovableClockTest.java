package io.portage.gateway.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MovableClockTest {
    private static final Duration TOLERANCE = Duration.ofSeconds(30);

    private static void write(Path file, Duration offset) throws IOException {
        Files.write(file, ByteBuffer.allocate(8).putLong(offset.toMillis()).array());
    }

    private static void assertAhead(MovableClock clock, Duration by) {
        assertThat(clock.instant())
                .isBetween(
                        Instant.now().plus(by).minus(TOLERANCE),
                        Instant.now().plus(by).plus(TOLERANCE));
    }

    @Test
    void instantWhenFileIsNewThenTheSystemsTime(@TempDir Path directory) throws IOException {
        var file = directory.resolve("clock");
        assertAhead(MovableClock.at(file), Duration.ZERO);
        assertThat(Files.size(file)).isEqualTo(8);
    }

    @Test
    void instantWhenAnotherProcessWritesThenMovedAtOnceAndBack(@TempDir Path directory) throws IOException {
        var file = directory.resolve("clock");
        write(file, Duration.ofHours(25));
        var clock = MovableClock.at(file);
        assertAhead(clock, Duration.ofHours(25));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(8)
                    .putLong(Duration.ofDays(-3).toMillis())
                    .flip());
        }
        assertAhead(clock, Duration.ofDays(-3));
    }
}
