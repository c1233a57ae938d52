package io.portage.stubs.identity;

import io.portage.stubs.http.FormFields;
import io.portage.stubs.http.HttpRequest;
import io.portage.stubs.http.HttpResponse;
import io.portage.stubs.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The realm `ehr`: discovery, keys, login page, tokens, user info and logout.
public final class IdentityProvider {
    /// Where the realm's addresses begin.
    public static final String REALM = "/realms/ehr";

    private static final String PROTOCOL = REALM + "/protocol/openid-connect";

    private final TokenMint mint;
    private final Sessions sessions = new Sessions();
    private final LoginPage loginPage;
    private final TokenEndpoint tokenEndpoint;

    public IdentityProvider(TokenMint mint, InstantSource clock) {
        var codes = new AuthorizationCodes(clock, sessions);
        this.mint = mint;
        this.loginPage = new LoginPage(codes, mint.issuer());
        this.tokenEndpoint = new TokenEndpoint(mint, codes, sessions);
    }

    /// Answers every request below [#REALM].
    public HttpResponse answer(HttpRequest request) {
        var response = request.method().equals("OPTIONS") ? HttpResponse.empty(204) : route(request);
        return request.header("Origin")
                .map(origin -> crossOrigin(response, origin))
                .orElse(response);
    }

    /// Ends every sign-in, as an administrator does.
    public void endSignIns() {
        sessions.endAll();
    }

    private HttpResponse route(HttpRequest request) {
        var path = request.path();
        return switch (request.method() + " " + path) {
            case "GET " + REALM + "/.well-known/openid-configuration" -> HttpResponse.json(200, discovery());
            case "GET " + PROTOCOL + "/certs" ->
                HttpResponse.json(200, mint.keys().keySet());
            case "GET " + PROTOCOL + "/auth", "POST " + PROTOCOL + "/auth" -> loginPage.answer(request);
            case "POST " + PROTOCOL + "/token" -> tokenEndpoint.answer(request);
            case "GET " + PROTOCOL + "/userinfo", "POST " + PROTOCOL + "/userinfo" -> userInfo(request);
            case "GET " + PROTOCOL + "/logout", "POST " + PROTOCOL + "/logout" -> logout(request);
            default ->
                HttpResponse.error(
                        404,
                        "NOT_FOUND",
                        request.method() + " " + path + " (expected: an endpoint of " + REALM
                                + "/.well-known/openid-configuration)");
        };
    }

    /// Browser applications talk to the provider from their own origin.
    private static HttpResponse crossOrigin(HttpResponse response, String origin) {
        return response.with("Access-Control-Allow-Origin", origin)
                .with("Access-Control-Allow-Methods", "GET, POST")
                .with("Access-Control-Allow-Headers", "Authorization, Content-Type")
                .with("Vary", "Origin");
    }

    private ObjectNode discovery() {
        var issuer = mint.issuer();
        var endpoints = issuer + "/protocol/openid-connect";
        var discovery = Json.object()
                .put("issuer", issuer)
                .put("authorization_endpoint", endpoints + "/auth")
                .put("token_endpoint", endpoints + "/token")
                .put("jwks_uri", endpoints + "/certs")
                .put("userinfo_endpoint", endpoints + "/userinfo")
                .put("end_session_endpoint", endpoints + "/logout")
                .put("authorization_response_iss_parameter_supported", true);
        list(discovery, "response_types_supported", "code");
        list(discovery, "response_modes_supported", "query");
        list(discovery, "subject_types_supported", "public");
        list(discovery, "id_token_signing_alg_values_supported", "RS256");
        list(discovery, "code_challenge_methods_supported", "S256");
        list(discovery, "scopes_supported", "openid", "profile");
        list(
                discovery,
                "grant_types_supported",
                "authorization_code",
                "refresh_token",
                "password",
                "client_credentials");
        list(discovery, "token_endpoint_auth_methods_supported", "none", "client_secret_post", "client_secret_basic");
        return discovery;
    }

    private static void list(ObjectNode discovery, String name, String... values) {
        var array = discovery.putArray(name);
        List.of(values).forEach(array::add);
    }

    private HttpResponse userInfo(HttpRequest request) {
        var token = request.header("Authorization").orElse("");
        var claims = token.startsWith("Bearer ") ? live(token.substring(7), "Bearer") : Optional.<JsonNode>empty();
        return claims.map(IdentityProvider::userInfo)
                .orElseGet(() -> HttpResponse.json(
                                401,
                                Json.object()
                                        .put("error", "invalid_token")
                                        .put(
                                                "error_description",
                                                "Authorization (expected: Bearer and a live access token)"))
                        .with("WWW-Authenticate", "Bearer realm=\"ehr\", error=\"invalid_token\""));
    }

    private static HttpResponse userInfo(JsonNode claims) {
        var info = Json.object();
        for (var name : List.of("sub", "preferred_username", "tenant_id", "modules")) {
            info.set(name, claims.path(name));
        }
        return HttpResponse.json(200, info);
    }

    private Optional<JsonNode> live(String token, String type) {
        return mint.read(token, type)
                .filter(claims -> sessions.isOpen(claims.path("sid").stringValue("")));
    }

    /// A hint may be older than the token lives: a browser is often signed in for longer.
    private Optional<JsonNode> hinted(String idToken) {
        return mint.readEvenLate(idToken, "ID")
                .filter(claims -> sessions.isOpen(claims.path("sid").stringValue("")));
    }

    /// Ends the session of the ID token or refresh token that is shown.
    private HttpResponse logout(HttpRequest request) {
        if (mint.conduct().rules().away()) {
            return HttpResponse.html(503, "<!doctype html><title>503</title><p>away");
        }
        var fields = request.method().equals("POST")
                ? FormFields.parse(new String(request.body(), StandardCharsets.UTF_8))
                : request.query();
        var claims = live(fields.getOrDefault("refresh_token", ""), "Refresh")
                .or(() -> hinted(fields.getOrDefault("id_token_hint", "")));
        claims.ifPresent(found -> {
            sessions.end(found.path("sid").stringValue(""));
            mint.conduct().loggedOut();
        });
        var back = fields.get("post_logout_redirect_uri");
        if (back != null && claims.isPresent()) {
            return HttpResponse.empty(302).with("Location", back);
        }
        return claims.isPresent()
                ? HttpResponse.empty(204)
                : OAuthError.invalidRequest("refresh_token or id_token_hint (expected: a live one of this issuer)")
                        .response();
    }
}
