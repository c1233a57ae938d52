package io.portage.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// So many bytes of a connection.
final class SizedBody extends InputStream {
    private final InputStream in;
    private long left;

    SizedBody(InputStream in, long length) {
        this.in = in;
        this.left = length;
    }

    boolean isAtEnd() {
        return left == 0;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        if (left == 0) {
            return -1;
        }
        int read = in.read(into, from, (int) Math.min(most, left));
        if (read < 0) {
            throw new EOFException("closed " + left + " bytes early (expected: a whole answer)");
        }
        left -= read;
        return read;
    }
}
