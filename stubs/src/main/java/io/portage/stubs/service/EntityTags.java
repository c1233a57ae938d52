package io.portage.stubs.service;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// Entity tags of answers, made and compared (RFC 9110 §8.8.3).
final class EntityTags {
    private EntityTags() {}

    /// A tag for exactly these bytes.
    static String of(byte[] bytes) {
        return "\"" + sha256(bytes).substring(0, 16) + "\"";
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether an `If-None-Match` value names the tag; weak comparison, as reads ask for.
    static boolean contains(String ifNoneMatch, String tag) {
        return Arrays.stream(ifNoneMatch.split(",", -1))
                .map(String::strip)
                .anyMatch(known -> known.equals("*") || strong(known).equals(strong(tag)));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
