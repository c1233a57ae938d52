package io.portage.gateway.projection;

import io.portage.gateway.upstream.Answer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Entity tags: made of an answer, and compared as `If-None-Match` asks for (RFC 9110, sections 8.8.3 and 13.1.2).
final class EntityTag {
    /// What makes two answers with the same bytes two representations.
    private static final List<String> DESCRIPTION = List.of("Content-Type", "Content-Encoding", "Content-Language");

    private static final int BYTES = 18;
    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[\\x21\\x23-\\x7E\\x80-\\xFF]*\")");

    private EntityTag() {}

    /// A strong tag: other bytes, or others to a reader, have another one.
    static String of(Answer answer) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var name : DESCRIPTION) {
                var value = answer.list(name);
                digest.update((value == null ? "" : value).getBytes(StandardCharsets.ISO_8859_1));
                digest.update((byte) 0);
            }
            var hash = Arrays.copyOf(digest.digest(answer.body()), BYTES);
            return '"' + Base64.getUrlEncoder().encodeToString(hash) + '"';
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// Whether a condition names the tag, or any: by weak comparison.
    ///
    /// @param ifNoneMatch all of its lines; null where there is none
    static boolean isNamed(String tag, @Nullable String ifNoneMatch) {
        if (ifNoneMatch == null) {
            return false;
        }
        return ifNoneMatch.strip().equals("*")
                || TAG.matcher(ifNoneMatch)
                        .results()
                        .anyMatch(named -> named.group(1).equals(opaque(tag)));
    }

    /// Whether two tags are of one representation, or as good as one.
    static boolean same(String tag, String other) {
        return opaque(tag).equals(opaque(other));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
