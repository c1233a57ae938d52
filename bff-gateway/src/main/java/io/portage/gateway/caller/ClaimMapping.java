package io.portage.gateway.caller;

import io.portage.contract.JsonPointer;
import io.portage.gateway.TokenSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where in a token it says who is calling, and what of that its issuer may say.
///
/// @param roles lists of roles, which are taken together
record ClaimMapping(
        JsonPointer tenant,
        JsonPointer subject,
        List<JsonPointer> roles,
        JsonPointer scopes,
        JsonPointer modules,
        IssuerTenants tenants) {
    private static final int LONGEST_SUBJECT = 255;

    /// What reaches the services in a header must not become another tenant on its way.
    private static final Pattern TENANT = Pattern.compile("[!-~]([ -~]{0,126}[!-~])?");

    static ClaimMapping of(TokenSettings settings) {
        var claims = settings.claims();
        return new ClaimMapping(
                JsonPointer.parse(claims.tenant()),
                JsonPointer.parse(claims.subject()),
                claims.roles().stream().map(JsonPointer::parse).toList(),
                JsonPointer.parse(claims.scopes()),
                JsonPointer.parse(claims.modules()),
                IssuerTenants.of(settings.issuers()));
    }

    /// @param issuer who signed that
    /// @throws io.portage.gateway.problem.RejectedException where the token does not say who is calling
    Caller caller(String issuer, TokenClaims claims) {
        var name = claims.text(subject);
        if (name == null || name.isBlank() || name.length() > LONGEST_SUBJECT) {
            throw TokenRefusal.invalid(last(subject) + " is missing (expected: text of at most 255 characters)");
        }
        return new Caller(
                home(issuer, claims),
                name,
                roles(claims),
                all(claims, scopes),
                claims.texts(modules),
                claims.text("sid"));
    }

    private String home(String issuer, TokenClaims claims) {
        var home = claims.text(tenant);
        if (home == null || !TENANT.matcher(home).matches()) {
            throw TokenRefusal.invalid(
                    last(tenant) + " is missing or cannot stand in a header (expected: printable ASCII)");
        }
        if (!tenants.allow(issuer, home)) {
            throw TokenRefusal.invalid(last(tenant) + " is not this issuer's to name (expected: one of its tenants in"
                    + " portage.token.issuers)");
        }
        return home;
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
