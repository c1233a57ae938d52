package io.portage.gateway.idempotency;

import io.portage.gateway.json.CanonicalJson;
import io.portage.gateway.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What makes two requests the same mutation, as one SHA-256.
///
/// @param hex the digest
public record Fingerprint(String hex) {
    /// That of a request without a key, which nobody asks for.
    public static final Fingerprint NONE = new Fingerprint("");

    /// What is hashed of a request. Authorization, correlation id and times are not: a retry has others.
    ///
    /// @param operation id of the operation
    /// @param method HTTP method
    /// @param path raw path
    /// @param query raw query; null for none
    /// @param mediaType media type without parameters; null for none
    /// @param json the body where it is JSON
    /// @param bytes the body as it came
    public record Subject(
            String operation,
            String method,
            String path,
            @Nullable String query,
            @Nullable String mediaType,
            @Nullable Json json,
            byte[] bytes) {}

    public static Fingerprint of(Subject subject) {
        var digest = sha256();
        add(digest, subject.operation());
        add(digest, subject.method());
        add(digest, subject.path());
        add(digest, subject.query());
        add(digest, subject.mediaType());
        if (subject.json() == null) {
            digest.update(subject.bytes());
        } else {
            CanonicalJson.write(subject.json(), digest::update);
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    private static void add(MessageDigest digest, @Nullable String part) {
        var bytes = part == null ? new byte[0] : part.getBytes(StandardCharsets.UTF_8);
        digest.update(((part == null ? "-" : bytes.length) + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
