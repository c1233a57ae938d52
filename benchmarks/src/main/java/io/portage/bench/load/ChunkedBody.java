package io.portage.bench.load;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a connection up to the last chunk: RFC 9112, section 7.1.
final class ChunkedBody extends InputStream {
    private static final int HEXADECIMAL = 16;
    private final InputStream in;
    private SizedBody chunk;
    private boolean begun;
    private boolean ended;

    ChunkedBody(InputStream in) {
        this.in = in;
        this.chunk = new SizedBody(in, 0);
    }

    @Override
    public int read() throws IOException {
        return next() ? chunk.read() : -1;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        return next() ? chunk.read(into, from, most) : -1;
    }

    /// False at the end of the body.
    private boolean next() throws IOException {
        if (!ended && chunk.isAtEnd()) {
            if (begun) {
                Dialogue.line(in);
            }
            begun = true;
            long length = Long.parseLong(Dialogue.line(in).split(";", 2)[0].strip(), HEXADECIMAL);
            chunk = new SizedBody(in, length);
            ended = length == 0;
            if (ended) {
                trailers();
            }
        }
        return !ended;
    }

    private void trailers() throws IOException {
        while (!Dialogue.line(in).isEmpty()) {
            // nobody reads them
        }
    }

    /// What is there without waiting, so that a reader of lines gets each as it comes.
    @Override
    public int available() throws IOException {
        return chunk.isAtEnd() ? 0 : in.available();
    }
}
