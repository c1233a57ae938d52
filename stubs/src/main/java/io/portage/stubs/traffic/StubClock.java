package io.portage.stubs.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that can be moved, in this process and in every process that maps the same file.
///
/// The file holds the offset from the system's clock in milliseconds, a signed 64-bit big-endian number. It is never
/// deleted nor truncated, since others may have it mapped.
public final class StubClock implements InstantSource {
    private static final VarHandle OFFSET =
            ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN).varHandle();

    private final InstantSource system;
    private final MemorySegment file;

    private StubClock(InstantSource system, MemorySegment file) {
        this.system = system;
        this.file = file;
    }

    /// The clock of the stubs whose control API has that port: of the file that the system property
    /// `portage.clock-file` names, else `portage-clock-<port>` in the directory for temporary files.
    public static StubClock ofPort(int controlPort) {
        var path = System.getProperty("portage.clock-file");
        return at(
                path == null
                        ? Path.of(System.getProperty("java.io.tmpdir"), "portage-clock-" + controlPort)
                        : Path.of(path),
                InstantSource.system());
    }

    /// Opens a clock file, making it where there is none, and sets its offset to nothing.
    static StubClock at(Path path, InstantSource system) {
        try (var channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var clock = new StubClock(system, channel.map(MapMode.READ_WRITE, 0, Long.BYTES, Arena.ofAuto()));
            clock.reset();
            return clock;
        } catch (IOException e) {
            throw new UncheckedIOException("clock file: " + path + " (expected: a file that can be written)", e);
        }
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(Math.addExact(system.millis(), offsetMillis()));
    }

    /// Moves the clock by that much; back where it is negative.
    public void advance(Duration by) {
        move(Math.addExact(offsetMillis(), by.toMillis()));
    }

    /// Sets the clock; it goes on from there. Anything below a millisecond is dropped.
    public void set(Instant now) {
        move(Math.subtractExact(now.toEpochMilli(), system.millis()));
    }

    /// Back to the system's time.
    public void reset() {
        OFFSET.setVolatile(file, 0L, 0L);
    }

    private void move(long offset) {
        // an offset that takes the clock beyond what a number of milliseconds can say is refused here, not at each look
        Math.addExact(system.millis(), offset);
        OFFSET.setVolatile(file, 0L, offset);
    }

    private long offsetMillis() {
        return (long) OFFSET.getVolatile(file, 0L);
    }
}
