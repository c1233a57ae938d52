package io.portage.gateway.local;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;

/// The system's clock plus what eight bytes say, in milliseconds: the stubs write them, so that moving their clock
/// moves the gateway's at the same moment, whichever process it is in.
final class MovableClock implements InstantSource {
    private final MappedByteBuffer offset;

    private MovableClock(MappedByteBuffer offset) {
        this.offset = offset;
    }

    /// @throws IllegalStateException where the file can neither be opened nor made
    static MovableClock at(Path file) {
        try {
            return mapped(file);
        } catch (IOException e) {
            throw new IllegalStateException("portage.local.clock-file: " + file
                    + " (expected: a file that can be written, " + e.getClass().getSimpleName() + ")");
        }
    }

    private static MovableClock mapped(Path file) throws IOException {
        if (Files.notExists(file)) {
            Files.write(file, new byte[Long.BYTES]);
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new MovableClock(channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES));
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plusMillis(offset.getLong(0));
    }
}
