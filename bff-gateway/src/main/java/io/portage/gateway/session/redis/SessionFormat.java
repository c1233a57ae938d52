package io.portage.gateway.session.redis;

import io.portage.gateway.session.SessionContent;
import io.portage.gateway.session.Tokens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;

/// What is kept of a session as bytes, each kind with its version in front: nothing but texts and times, so that
/// nothing else comes of reading them.
final class SessionFormat {
    private static final int CONTENT = 1;
    private static final int TOKENS = 2;

    private SessionFormat() {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    static byte[] write(SessionContent content) {
        return written(CONTENT, out -> {
            out.writeLong(content.created().toEpochMilli());
            out.writeLong(content.ends().toEpochMilli());
            out.writeShort(content.attributes().size());
            for (var attribute : content.attributes().entrySet()) {
                writeText(out, attribute.getKey());
                writeText(out, attribute.getValue());
            }
        });
    }

    static byte[] write(Tokens tokens) {
        return written(TOKENS, out -> {
            writeText(out, tokens.access());
            out.writeLong(tokens.obtained().toEpochMilli());
            out.writeLong(tokens.expires().toEpochMilli());
            out.writeBoolean(tokens.refresh() != null);
            writeText(out, tokens.refresh() == null ? "" : tokens.refresh());
            writeText(out, tokens.id());
        });
    }

    /// @throws IllegalArgumentException where the bytes are no content
    static SessionContent content(byte[] bytes) {
        return read(CONTENT, bytes, in -> {
            var created = Instant.ofEpochMilli(in.readLong());
            var ends = Instant.ofEpochMilli(in.readLong());
            var attributes = new HashMap<String, String>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                attributes.put(readText(in), readText(in));
            }
            return new SessionContent(created, ends, attributes);
        });
    }

    /// @throws IllegalArgumentException where the bytes are no tokens
    static Tokens tokens(byte[] bytes) {
        return read(TOKENS, bytes, in -> {
            var access = readText(in);
            var obtained = Instant.ofEpochMilli(in.readLong());
            var expires = Instant.ofEpochMilli(in.readLong());
            boolean refreshable = in.readBoolean();
            var refresh = readText(in);
            return new Tokens(access, obtained, expires, refreshable ? refresh : null, readText(in));
        });
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static byte[] written(int kind, Writing content) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(kind);
            content.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(int kind, byte[] bytes, Reading<T> content) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int found = in.readUnsignedByte();
            if (found != kind) {
                throw new IllegalArgumentException("version: " + found + " (expected: " + kind + ")");
            }
            return content.from(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("a record that ends early (expected: a session)", e);
        }
    }
}
