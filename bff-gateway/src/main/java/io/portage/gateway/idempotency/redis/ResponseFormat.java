package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.Provenance;
import io.portage.gateway.idempotency.StoredResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stored response as bytes: version, what it was for, status, header lines, and the body as it came. The first
/// version did not say what it was for, and is still read.
final class ResponseFormat {
    private static final int FIRST = 1;
    private static final int VERSION = 2;

    /// Names that are a number: a record has half a kibibyte for all but its body. None may move; another one needs
    /// another version.
    private static final List<String> NAMES = List.of(
            "Content-Type",
            "Content-Language",
            "Content-Encoding",
            "Content-Disposition",
            "Content-Location",
            "Location",
            "ETag",
            "Last-Modified",
            "Link",
            "Cache-Control",
            "Vary");

    private static final int LOW = 0x7f;
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private ResponseFormat() {}

    static byte[] write(StoredResponse response) {
        var bytes = new ByteArrayOutputStream(response.body().length + 256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            write(response.provenance(), out);
            out.writeShort(response.status());
            number(response.headers().size(), out);
            for (var line : response.headers()) {
                name(line.getKey(), out);
                text(line.getValue(), out);
            }
            out.write(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// No operation where it is not known, and no patient where there is none: an empty one is one.
    private static void write(@Nullable Provenance provenance, DataOutputStream out) throws IOException {
        if (provenance == null) {
            text("", out);
            return;
        }
        text(provenance.operation(), out);
        out.writeBoolean(provenance.patient() != null);
        if (provenance.patient() != null) {
            text(provenance.patient(), out);
        }
    }

    private static void name(String name, DataOutputStream out) throws IOException {
        int known = NAMES.indexOf(name) + 1;
        out.writeByte(known);
        if (known == 0) {
            text(name, out);
        }
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length, out);
        out.write(bytes);
    }

    private static void number(int number, DataOutputStream out) throws IOException {
        for (int rest = number; ; rest >>>= BITS) {
            if (rest <= LOW) {
                out.writeByte(rest);
                return;
            }
            out.writeByte((rest & LOW) | MORE);
        }
    }

    /// @throws IllegalArgumentException where the bytes are no stored response
    static StoredResponse read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            return switch (version) {
                case FIRST -> first(in);
                case VERSION -> second(in);
                default -> throw new IllegalArgumentException("version: " + version + " (expected: 1 or 2)");
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("a record that ends early (expected: a stored response)", e);
        }
    }

    private static StoredResponse first(DataInputStream in) throws IOException {
        int status = in.readUnsignedShort();
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            headers.add(Map.entry(in.readUTF(), in.readUTF()));
        }
        return new StoredResponse(status, headers, in.readAllBytes());
    }

    private static StoredResponse second(DataInputStream in) throws IOException {
        var provenance = provenance(in);
        int status = in.readUnsignedShort();
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (int left = number(in); left > 0; left--) {
            headers.add(Map.entry(name(in), text(in)));
        }
        return new StoredResponse(status, headers, in.readAllBytes(), provenance);
    }

    private static @Nullable Provenance provenance(DataInputStream in) throws IOException {
        var operation = text(in);
        return operation.isEmpty() ? null : new Provenance(operation, in.readBoolean() ? text(in) : null);
    }

    private static String name(DataInputStream in) throws IOException {
        int known = in.readUnsignedByte();
        if (known > NAMES.size()) {
            throw new IllegalArgumentException("name: " + known + " (expected: 0 to " + NAMES.size() + ")");
        }
        return known == 0 ? text(in) : NAMES.get(known - 1);
    }

    private static String text(DataInputStream in) throws IOException {
        int length = number(in);
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int number(DataInputStream in) throws IOException {
        int number = 0;
        for (int shift = 0; ; shift += BITS) {
            int next = in.readUnsignedByte();
            number |= (next & LOW) << shift;
            if (next < MORE) {
                return number;
            }
        }
    }
}
