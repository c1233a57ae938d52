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
    private static final int PLAIN = 1;
    private static final int WITH_PROVENANCE = 2;
    private static final int NOBODY = -1;

    private ResponseFormat() {}

    static byte[] write(StoredResponse response) {
        var bytes = new ByteArrayOutputStream(response.body().length + 256);
        try (var out = new DataOutputStream(bytes)) {
            write(response.provenance(), out);
            out.writeShort(response.status());
            out.writeShort(response.headers().size());
            for (var line : response.headers()) {
                out.writeUTF(line.getKey());
                out.writeUTF(line.getValue());
            }
            out.write(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(@Nullable Provenance provenance, DataOutputStream out) throws IOException {
        if (provenance == null) {
            out.writeByte(PLAIN);
            return;
        }
        out.writeByte(WITH_PROVENANCE);
        out.writeUTF(provenance.operation());
        var patient = provenance.patient();
        if (patient == null) {
            out.writeInt(NOBODY);
            return;
        }
        // not as UTF: a client names whom it likes, and that may be longer than such a text can be
        var name = patient.getBytes(StandardCharsets.UTF_8);
        out.writeInt(name.length);
        out.write(name);
    }

    /// @throws IllegalArgumentException where the bytes are no stored response
    static StoredResponse read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var provenance = provenance(in);
            int status = in.readUnsignedShort();
            return new StoredResponse(status, headers(in), in.readAllBytes(), provenance);
        } catch (IOException e) {
            throw new IllegalArgumentException("a record that ends early (expected: a stored response)", e);
        }
    }

    private static @Nullable Provenance provenance(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        return switch (version) {
            case PLAIN -> null;
            case WITH_PROVENANCE -> new Provenance(in.readUTF(), patient(in));
            default -> throw new IllegalArgumentException("version: " + version + " (expected: 1 or 2)");
        };
    }

    private static @Nullable String patient(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length == NOBODY) {
            return null;
        }
        var name = in.readNBytes(length);
        if (name.length < length) {
            throw new EOFException();
        }
        return new String(name, StandardCharsets.UTF_8);
    }

    private static List<Map.Entry<String, String>> headers(DataInputStream in) throws IOException {
        var headers = new ArrayList<Map.Entry<String, String>>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            headers.add(Map.entry(in.readUTF(), in.readUTF()));
        }
        return headers;
    }
}
