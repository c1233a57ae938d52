package io.portage.gateway.caller;

import io.portage.gateway.json.Json;
import io.portage.gateway.json.JsonReader;
import io.portage.gateway.json.JsonReader.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A signed token taken apart (RFC 7515, compact form), strictly: nothing in it may be read in two ways. Nothing of it
/// is to be believed yet.
///
/// @param content what the signature is over
/// @param signature in base64url
record CompactToken(Json.Obj header, Json.Obj claims, byte[] content, String signature) {
    /// @throws io.portage.gateway.problem.RejectedException where it is no such token
    static CompactToken parse(String token) {
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) {
            throw malformed();
        }
        var signature = token.substring(second + 1);
        bytes(signature);
        return new CompactToken(
                object(token.substring(0, first)),
                object(token.substring(first + 1, second)),
                token.substring(0, second).getBytes(StandardCharsets.US_ASCII),
                signature);
    }

    private static Json.Obj object(String part) {
        try {
            if (JsonReader.read(bytes(part)) instanceof Json.Obj object) {
                return object;
            }
        } catch (MalformedJsonException _) {
            // said below
        }
        throw malformed();
    }

    private static byte[] bytes(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static RuntimeException malformed() {
        return TokenRefusal.invalid("no signed token (expected: three parts, a header, a payload and a signature)");
    }
}
