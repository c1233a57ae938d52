package io.portage.gateway.caller;

import io.portage.gateway.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What of a token's header is used: which accepted algorithm, which of the issuer's keys, and which kind of token.
///
/// @param algorithm one that is accepted
/// @param key id of a key, to be found among those that are known and nowhere else
/// @param type lower case; `jwt` where the header says nothing
record TokenHeader(String algorithm, String key, String type) {
    private static final int LONGEST_ID = 256;

    /// Members by which a token would bring its own key, or rules of its own.
    private static final List<String> REFUSED = List.of("jwk", "jku", "x5u", "x5c", "crit", "b64", "zip", "enc");

    /// @param accepted accepted algorithms
    /// @throws io.portage.gateway.problem.RejectedException where it is not a header to go on with
    static TokenHeader of(Json.Obj header, Set<String> accepted) {
        for (var name : REFUSED) {
            if (header.members().containsKey(name)) {
                throw TokenRefusal.invalid("the header holds " + name + " (expected: none of " + REFUSED + ")");
            }
        }
        var algorithm = text(header, "alg");
        if (!accepted.contains(algorithm)) {
            throw TokenRefusal.invalid("alg is not accepted (expected: one of " + accepted + ")");
        }
        var key = text(header, "kid");
        if (key.isEmpty() || key.length() > LONGEST_ID) {
            throw TokenRefusal.invalid(
                    "kid: " + key.length() + " characters (expected: 1 to " + LONGEST_ID + ", the id of a key)");
        }
        return new TokenHeader(algorithm, key, type(header));
    }

    private static String type(Json.Obj header) {
        return header.members().containsKey("typ") ? text(header, "typ").toLowerCase(Locale.ROOT) : "jwt";
    }

    /// Empty where there is none, or something else.
    private static String text(Json.Obj header, String name) {
        return header.members().get(name) instanceof Json.Str(var text) ? text : "";
    }
}
