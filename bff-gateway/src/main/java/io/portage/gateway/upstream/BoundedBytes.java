package io.portage.gateway.upstream;

import java.io.ByteArrayOutputStream;

/// Bytes that may grow up to a bound.
public final class BoundedBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long bound;

    /// More came than the bound allows.
    public static final class ExceededException extends RuntimeException {
        ExceededException() {
            super(null, null, false, false);
        }
    }

    public BoundedBytes(long bound) {
        this.bound = bound;
    }

    public void add(byte[] more) {
        if (bytes.size() + (long) more.length > bound) {
            throw new ExceededException();
        }
        bytes.writeBytes(more);
    }

    public byte[] toArray() {
        return bytes.toByteArray();
    }
}
