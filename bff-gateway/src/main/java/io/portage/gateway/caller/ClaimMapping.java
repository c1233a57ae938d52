package io.portage.gateway.caller;

import io.portage.contract.JsonPointer;
import io.portage.gateway.TokenSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where in a token it says who is calling.
///
/// @param roles lists of roles, which are taken together
record ClaimMapping(
        JsonPointer tenant, JsonPointer subject, List<JsonPointer> roles, JsonPointer scopes, JsonPointer modules) {
    private static final int LONGEST_SUBJECT = 255;

    /// What reaches the services in a header must not become another tenant on its way.
    private static final Pattern TENANT = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

    static ClaimMapping of(TokenSettings.ClaimPointers claims) {
        return new ClaimMapping(
                JsonPointer.parse(claims.tenant()),
                JsonPointer.parse(claims.subject()),
                claims.roles().stream().map(JsonPointer::parse).toList(),
                JsonPointer.parse(claims.scopes()),
                JsonPointer.parse(claims.modules()));
    }

    /// @throws io.portage.gateway.problem.RejectedException where the token does not say who is calling
    Caller caller(TokenClaims claims) {
        var name = claims.text(subject);
        if (name == null || name.isBlank() || name.length() > LONGEST_SUBJECT) {
            throw TokenRefusal.invalid(last(subject) + " is missing (expected: text of at most 255 characters)");
        }
        var home = claims.text(tenant);
        if (home == null || !TENANT.matcher(home).matches()) {
            throw TokenRefusal.invalid(
                    last(tenant) + " is missing or cannot stand in a header (expected: printable ASCII)");
        }
        return new Caller(home, name, roles(claims), all(claims, scopes), claims.texts(modules), claims.text("sid"));
    }

    private Set<String> roles(TokenClaims claims) {
        var names = new HashSet<String>();
        roles.forEach(pointer -> names.addAll(all(claims, pointer)));
        return names;
    }

    private static Set<String> all(TokenClaims claims, JsonPointer pointer) {
        @Nullable Set<String> texts = claims.texts(pointer);
        return texts == null ? Set.of() : texts;
    }

    private static String last(JsonPointer pointer) {
        return pointer.tokens().isEmpty() ? "the payload" : pointer.tokens().getLast();
    }
}
