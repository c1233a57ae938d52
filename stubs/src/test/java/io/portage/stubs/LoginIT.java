package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.stubs.http.FormFields;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in at the login page: authorization code with PKCE.
final class LoginIT extends OverOAuth {
    // the example of RFC 7636, appendix B
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static Map<String, String> asked() {
        return new TreeMap<>(Map.of(
                "response_type", "code",
                "client_id", "portal-app",
                "redirect_uri", BACK,
                "state", "a b&c",
                "nonce", "n1",
                "code_challenge", CHALLENGE,
                "code_challenge_method", "S256"));
    }

    /// Signs in at the login page; gives the parameters that the browser brings back.
    private static Map<String, String> signIn() {
        var reply = form(BASE + "/auth?" + encoded(asked()), Map.of("username", "doc", "password", "doc"));
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).startsWith(BACK + "&");
        return FormFields.parse(URI.create(reply.header("Location")).getRawQuery());
    }

    private static Reply exchange(String code, String verifier, String redirectUri) {
        return token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                "portal-app",
                "code",
                code,
                "redirect_uri",
                redirectUri,
                "code_verifier",
                verifier));
    }

    @Test
    void loginPageWhenOpenedThenPlainFormAndWrongPasswordSaysSo() {
        var path = BASE + "/auth?" + encoded(asked());
        var page = control("GET", path, "");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<form method=\"post\">", "name=\"username\"", "name=\"password\"");
        assertThat(form(path, Map.of("username", "doc", "password", "pat")).text())
                .contains("Invalid username or password.");
    }

    @Test
    void codeWhenVerifierIsRightThenTokensOnceOnly() throws Exception {
        var back = signIn();
        assertThat(back).containsEntry("state", "a b&c").containsEntry("x", "1");
        assertThat(back).containsEntry("iss", WORLD.issuer().toString());
        var code = back.getOrDefault("code", "");
        var tokens = exchange(code, VERIFIER, BACK);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(TokenReader.read(tokens.at("/access_token")).getSubject()).isEqualTo("doc");
        var idToken = TokenReader.read(tokens.at("/id_token"));
        assertThat(idToken.getClaim("nonce")).isEqualTo("n1");
        assertThat(idToken.getAudience()).containsExactly("portal-app");
        assertThat(exchange(code, VERIFIER, BACK).at("/error")).isEqualTo("invalid_grant");
        assertThat(refresh(tokens.at("/refresh_token")).at("/error"))
                .as("a code used twice ends what the first use gave")
                .isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX, http://localhost:3000/cb?x=1",
        "'', http://localhost:3000/cb?x=1",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk, http://localhost:3000/cb"
    })
    void codeWhenVerifierOrAddressIsWrongThenInvalidGrantAndSpent(String verifier, String redirectUri) {
        var code = signIn().getOrDefault("code", "");
        assertThat(exchange(code, verifier, redirectUri).at("/error")).isEqualTo("invalid_grant");
        assertThat(exchange(code, VERIFIER, BACK).at("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void codeWhenOlderThanAMinuteThenInvalidGrant() {
        var code = signIn().getOrDefault("code", "");
        WORLD.clock().advance(Duration.ofSeconds(61));
        assertThat(exchange(code, VERIFIER, BACK).at("/error")).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "code_challenge, '', invalid_request",
        "code_challenge_method, plain, invalid_request"
    })
    void loginWhenRequestIsWrongThenApplicationIsTold(String name, String value, String error) {
        var asked = asked();
        if (value.isEmpty()) {
            asked.remove(name);
        } else {
            asked.put(name, value);
        }
        var reply = control("GET", BASE + "/auth?" + encoded(asked), "");
        assertThat(reply.status()).isEqualTo(302);
        var back = FormFields.parse(URI.create(reply.header("Location")).getRawQuery());
        assertThat(back).containsEntry("error", error).containsEntry("state", "a b&c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id=nobody",
                "client_id=portal-app",
                "client_id=portal-app&redirect_uri=/cb",
                "client_id=<script>",
                "client_id=portal-app&redirect_uri=http://x/%23f"
            })
    void loginWhenThereIsNowhereToGoBackThenPageSaysSo(String query) {
        var address = BASE + "/auth?" + query.replace("<", "%3C").replace(">", "%3E");
        var reply = control("GET", address, "");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("(expected: ").doesNotContain("<script>");
    }
}
