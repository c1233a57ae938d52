package io.portage.gateway.idempotency.redis;

import io.portage.gateway.idempotency.StoredResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Map;

/// A stored response as bytes: version, status, header lines, and the body as it came.
final class ResponseFormat {
    private static final int VERSION = 1;

    private ResponseFormat() {}

    static byte[] write(StoredResponse response) {
        var bytes = new ByteArrayOutputStream(response.body().length + 256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
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

    /// @throws IllegalArgumentException where the bytes are no stored response
    static StoredResponse read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalArgumentException("version: " + version + " (expected: " + VERSION + ")");
            }
            int status = in.readUnsignedShort();
            var headers = new ArrayList<Map.Entry<String, String>>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                headers.add(Map.entry(in.readUTF(), in.readUTF()));
            }
            return new StoredResponse(status, headers, in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalArgumentException("a record that ends early (expected: a stored response)", e);
        }
    }
}
