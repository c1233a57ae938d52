package io.portage.contracttests.identity;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Authorization code with PKCE, as an app does it whose user fills in Keycloak's login page.
///
/// @param secret the client's; empty where it is public
record CodeFlow(URI issuer, String client, String redirect, String secret, String scope) {
    private static final Pattern ACTION = Pattern.compile("action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /// The mobile app, as the realm file registers it.
    static CodeFlow app(URI issuer) {
        return new CodeFlow(issuer, "portal-app", "io.portage.portal:/signed-in", "", "openid profile");
    }

    CodeFlow scope(String other) {
        return new CodeFlow(issuer, client, redirect, secret, other);
    }

    /// Signs a user in whose password is its name.
    SignedIn login(String user) {
        return login(user, user);
    }

    SignedIn login(String user, String password) {
        return exchanged(challenge -> code(filledIn(user, password, challenge)));
    }

    /// The cookies of a browser in which somebody has signed in whose password is its name.
    String browser(String user) {
        return cookies(filledIn(user, user, challenge(UUID.randomUUID() + "-" + UUID.randomUUID())));
    }

    /// Signs in where a browser is signed in already, by another client for instance: no page is shown.
    SignedIn singleSignOn(String cookies) {
        return exchanged(challenge -> code(Web.send(Web.to(address(challenge)).header("Cookie", cookies))));
    }

    private SignedIn exchanged(UnaryOperator<String> codeOfChallenge) {
        var verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        var code = codeOfChallenge.apply(challenge(verifier));
        var form = new HashMap<>(Map.of(
                "grant_type", "authorization_code", "code", code, "redirect_uri", redirect, "code_verifier", verifier));
        return SignedIn.of(token(form));
    }

    SignedIn refresh(SignedIn signedIn) {
        return SignedIn.of(tryRefresh(signedIn));
    }

    HttpResponse<String> tryRefresh(SignedIn signedIn) {
        return token(Map.of("grant_type", "refresh_token", "refresh_token", signedIn.refreshToken()));
    }

    /// Asks the token endpoint as this client.
    HttpResponse<String> token(Map<String, String> fields) {
        var form = new HashMap<>(fields);
        form.put("client_id", client);
        if (!secret.isEmpty()) {
            form.put("client_secret", secret);
        }
        return Web.post(IssuerEndpoints.of(issuer).token(), form);
    }

    private HttpResponse<String> filledIn(String user, String password, String challenge) {
        var page = Web.send(Web.to(address(challenge)));
        var action = find(ACTION, page.body()).replace("&amp;", "&");
        return Web.send(Web.to(URI.create(action))
                .header("Cookie", cookies(page))
                .header("Content-Type", Web.FORM)
                .POST(BodyPublishers.ofString(Web.form(Map.of("username", user, "password", password)))));
    }

    private static String cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .collect(Collectors.joining("; "));
    }

    private static String code(HttpResponse<String> answer) {
        return find(CODE, answer.headers().firstValue("Location").orElse(""));
    }

    private URI address(String challenge) {
        return address(Map.of("code_challenge", challenge, "code_challenge_method", "S256"));
    }

    /// What the authorization endpoint says to a browser that comes from this client.
    HttpResponse<String> ask(Map<String, String> challenge) {
        return Web.send(Web.to(address(challenge)));
    }

    private URI address(Map<String, String> challenge) {
        var query = new HashMap<>(challenge);
        query.putAll(Map.of(
                "client_id", client, "response_type", "code", "redirect_uri", redirect, "scope", scope, "state", "s"));
        return URI.create(IssuerEndpoints.of(issuer).authorization() + "?" + Web.form(query));
    }

    private static String find(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("Keycloak said " + text + " (expected: " + pattern + ")");
        }
        return matcher.group(1);
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
