package io.portage.stubs.identity;

import io.portage.stubs.http.FormFields;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import io.portage.stubs.identity.Directory.Client;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The token endpoint with its four grants.
final class TokenEndpoint {
    private final TokenMint mint;
    private final AuthorizationCodes codes;
    private final Sessions sessions;

    TokenEndpoint(TokenMint mint, AuthorizationCodes codes, Sessions sessions) {
        this.mint = mint;
        this.codes = codes;
        this.sessions = sessions;
    }

    HttpResponse answer(HttpRequest request) {
        if (mint.conduct().rules().away()) {
            return HttpResponse.html(503, "<!doctype html><title>503</title><p>away");
        }
        try {
            var form = FormFields.parse(new String(request.body(), StandardCharsets.UTF_8));
            var tokens = grant(form, client(form, request));
            return HttpResponse.json(200, tokens)
                    .with("Cache-Control", "no-store")
                    .with("Pragma", "no-cache");
        } catch (OAuthError e) {
            return e.response();
        }
    }

    private ObjectNode grant(Map<String, String> form, Client client) {
        var type = required(form, "grant_type");
        return switch (type) {
            case "password" -> password(form, client);
            case "client_credentials" -> access(client.serviceAccount(), client, sessions.open());
            case "refresh_token" -> refresh(form, client);
            case "authorization_code" -> code(form, client);
            default ->
                throw OAuthError.unsupportedGrant("grant_type: " + type
                        + " (expected: password, client_credentials, refresh_token or authorization_code)");
        };
    }

    /// The client by `client_id`, or by HTTP basic; a confidential one must show a secret.
    private static Client client(Map<String, String> form, HttpRequest request) {
        var basic = request.header("Authorization").map(TokenEndpoint::basic).orElse(List.of());
        var id = basic.isEmpty() ? form.getOrDefault("client_id", "") : basic.getFirst();
        var secret = basic.isEmpty() ? form.getOrDefault("client_secret", "") : basic.getLast();
        var client = Directory.client(id)
                .orElseThrow(() -> OAuthError.invalidClient("client_id: " + id + " (expected: a known client)"));
        if (client.confidential() && secret.isEmpty()) {
            throw OAuthError.invalidClient("client_secret: missing (expected: the secret of " + id + ")");
        }
        return client;
    }

    private static List<String> basic(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return List.of();
        }
        try {
            var pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
            var parts = FormFields.parse(pair.replace(':', '='))
                    .entrySet()
                    .iterator()
                    .next();
            return List.of(parts.getKey(), parts.getValue());
        } catch (IllegalArgumentException | java.util.NoSuchElementException _) {
            throw OAuthError.invalidClient("Authorization (expected: Basic and client:secret in Base64)");
        }
    }

    private ObjectNode password(Map<String, String> form, Client client) {
        var identity = Directory.user(required(form, "username"), required(form, "password"))
                .orElseThrow(() -> OAuthError.invalidGrant("Invalid user credentials"));
        return all(identity, client, sessions.open(), Optional.empty());
    }

    private ObjectNode code(Map<String, String> form, Client client) {
        var grant = codes.redeem(
                required(form, "code"),
                client.id(),
                form.getOrDefault("redirect_uri", ""),
                form.getOrDefault("code_verifier", ""));
        return all(grant.identity(), client, grant.session(), grant.nonce());
    }

    private ObjectNode refresh(Map<String, String> form, Client client) {
        mint.conduct().dawdle();
        var claims = mint.read(required(form, "refresh_token"), "Refresh")
                .filter(read -> sessions.isOpen(text(read, "sid")))
                .filter(this::isFirstUse)
                .orElseThrow(() -> {
                    mint.conduct().refused();
                    return OAuthError.invalidGrant("refresh_token (expected: a live one of this issuer)");
                });
        if (!text(claims, "azp").equals(client.id())) {
            throw OAuthError.invalidGrant("client_id: " + client.id() + " (expected: " + text(claims, "azp") + ")");
        }
        mint.conduct().refreshed();
        return all(identity(claims), client, text(claims, "sid"), Optional.empty());
    }

    /// Who shows a spent one may have stolen it: then its sign-in is over for everybody.
    private boolean isFirstUse(JsonNode claims) {
        boolean admitted = mint.conduct().admits(text(claims, "jti"));
        if (!admitted) {
            sessions.end(text(claims, "sid"));
        }
        return admitted;
    }

    private static Identity identity(JsonNode claims) {
        return new Identity(
                text(claims, "sub"),
                text(claims, "tenant_id"),
                texts(claims.path("realm_access").path("roles")),
                texts(claims.path("modules")));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.values().forEach(value -> texts.add(value.stringValue("")));
        return texts;
    }

    private static String text(JsonNode claims, String name) {
        return claims.path(name).stringValue("");
    }

    private ObjectNode all(Identity identity, Client client, String session, Optional<String> nonce) {
        return access(identity, client, session)
                .put("refresh_token", mint.refreshToken(identity, client.id(), session))
                .put("refresh_expires_in", TokenMint.REFRESH_LIFE.toSeconds())
                .put("id_token", mint.idToken(identity, client.id(), session, nonce));
    }

    private ObjectNode access(Identity identity, Client client, String session) {
        return Json.object()
                .put("access_token", mint.accessToken(identity, client.id(), session))
                .put("token_type", "Bearer")
                .put("expires_in", mint.conduct().rules().accessLife().toSeconds())
                .put("scope", TokenMint.SCOPE)
                .put("session_state", session);
    }

    private static String required(Map<String, String> form, String name) {
        var value = form.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw OAuthError.invalidRequest(name + ": missing (expected: a value for it)");
        }
        return value;
    }
}
