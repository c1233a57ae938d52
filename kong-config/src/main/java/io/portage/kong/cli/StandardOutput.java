package io.portage.kong.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Standard output that remembers that it failed: a baseline or a rendered file that ends in its middle, because a disk
/// is full, must not look like one that was written.
final class StandardOutput extends OutputStream {
    private final OutputStream to;
    private @Nullable IOException failure;

    StandardOutput(OutputStream to) {
        this.to = to;
    }

    /// Whether all of it was taken; says so where it was not. A reader who has seen enough (`head`) is no failure.
    boolean isWhole(Output output) {
        var message = failure == null ? "broken pipe" : String.valueOf(failure.getMessage());
        if (message.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            return true;
        }
        output.say("standard output: cannot be written: " + message + " (expected: something that takes all of it)");
        return false;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (failure == null) {
            try {
                to.write(bytes, from, length);
            } catch (IOException e) {
                failure = e;
            }
        }
    }
}
