package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.stubs.http.FormFields;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The identity provider speaks OpenID Connect, in Keycloak's places.
final class IdentityProviderIT extends OverOAuth {
    @Test
    void discoveryWhenReadThenEveryEndpointIsThere() {
        var discovery = control("GET", "/realms/ehr/.well-known/openid-configuration", "");
        assertThat(discovery.at("/issuer")).isEqualTo(WORLD.issuer().toString());
        for (var name : List.of("authorization", "token", "userinfo", "end_session")) {
            var path = URI.create(discovery.at("/" + name + "_endpoint")).getPath();
            assertThat(control(name.equals("token") ? "POST" : "GET", path, "").status())
                    .as(name)
                    .isNotIn(404, 405);
        }
        assertThat(send("GET", URI.create(discovery.at("/jwks_uri")), new byte[0])
                        .at("/keys/0/kty"))
                .isEqualTo("RSA");
    }

    @ParameterizedTest
    @CsvSource({
        "pat, north, patient, ''",
        "proxy, north, patient, ''",
        "doc, north, clinician, ehr.registration",
        "sam, south, clinician, ehr.registration"
    })
    void passwordWhenRightThenTokensOfThatUser(String user, String tenant, String role, String module)
            throws Exception {
        var reply = password(user, user);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/token_type")).isEqualTo("Bearer");
        assertThat(reply.at("/expires_in")).isEqualTo("3600");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        var claims = TokenReader.read(reply.at("/access_token"));
        assertThat(claims.getSubject()).isEqualTo(user);
        assertThat(claims.getClaim("tenant_id")).isEqualTo(tenant);
        assertThat(claims.getClaim("realm_access")).isEqualTo(Map.of("roles", List.of(role)));
        assertThat(claims.getClaim("modules")).isEqualTo(module.isEmpty() ? List.of() : List.of(module));
        assertThat(TokenReader.read(reply.at("/id_token")).getClaim("typ")).isEqualTo("ID");
        assertThat(TokenReader.read(reply.at("/refresh_token")).getClaim("typ")).isEqualTo("Refresh");
    }

    @Test
    void passwordWhenWrongThenInvalidGrant() {
        var reply = password("pat", "doc");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/error")).isEqualTo("invalid_grant");
        assertThat(password("eve", "eve").at("/error")).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            grant_type=password&client_id=portal-app&username=pat | 400 | invalid_request
            client_id=portal-app | 400 | invalid_request
            grant_type=device&client_id=portal-app | 400 | unsupported_grant_type
            grant_type=password&client_id=nobody | 401 | invalid_client
            grant_type=client_credentials&client_id=bff-gateway | 401 | invalid_client
            grant_type=refresh_token&client_id=portal-app&refresh_token=x | 400 | invalid_grant
            grant_type=authorization_code&client_id=portal-app&code=x | 400 | invalid_grant
            """)
    void tokenRequestWhenWrongThenOAuthError(String form, int status, String error) {
        var reply = form(BASE + "/token", FormFields.parse(form));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.at("/error")).isEqualTo(error);
        assertThat(reply.at("/error_description")).isNotBlank();
    }

    @Test
    void clientCredentialsWhenSecretIsShownThenServiceAccount() throws Exception {
        var basic = Base64.getEncoder().encodeToString("bff-gateway:s3cret".getBytes(StandardCharsets.UTF_8));
        var reply =
                form(BASE + "/token", Map.of("grant_type", "client_credentials"), "Authorization", "Basic " + basic);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().has("refresh_token")).isFalse();
        var claims = TokenReader.read(reply.at("/access_token"));
        assertThat(claims.getSubject()).isEqualTo("service-account-bff-gateway");
        assertThat(claims.getClaim("azp")).isEqualTo("bff-gateway");
        var posted = token(Map.of("grant_type", "client_credentials", "client_id", "ehr-web", "client_secret", "s"));
        assertThat(TokenReader.read(posted.at("/access_token")).getSubject()).isEqualTo("service-account-ehr-web");
        var open = token(Map.of("grant_type", "client_credentials", "client_id", "portal-app"));
        assertThat(TokenReader.read(open.at("/access_token")).getClaim("realm_access"))
                .isEqualTo(Map.of("roles", List.of("patient")));
    }

    @Test
    void refreshWhenSessionLivesThenNewTokensOfTheSameSession() throws Exception {
        var first = password("doc", "doc");
        var second = refresh(first.at("/refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.at("/session_state")).isEqualTo(first.at("/session_state"));
        assertThat(TokenReader.read(second.at("/access_token")).getSubject()).isEqualTo("doc");
        assertThat(refresh(first.at("/access_token")).at("/error")).isEqualTo("invalid_grant");
        var others = token(Map.of(
                "grant_type", "refresh_token",
                "client_id", "ehr-web",
                "client_secret", "s",
                "refresh_token", first.at("/refresh_token")));
        assertThat(others.at("/error")).isEqualTo("invalid_grant");
    }

    @Test
    void refreshWhenExpiredOrLoggedOutThenInvalidGrant() {
        var first = password("doc", "doc");
        WORLD.clock().advance(Duration.ofHours(13));
        assertThat(refresh(first.at("/refresh_token")).at("/error")).isEqualTo("invalid_grant");
        WORLD.clock().reset();
        var out = Map.of("client_id", "portal-app", "refresh_token", first.at("/refresh_token"));
        assertThat(form(BASE + "/logout", out).status()).isEqualTo(204);
        assertThat(refresh(first.at("/refresh_token")).at("/error")).isEqualTo("invalid_grant");
        assertThat(form(BASE + "/logout", out).status()).isEqualTo(400);
    }

    @Test
    void logoutWhenAddressToGoBackIsGivenThenRedirects() {
        var query = encoded(
                Map.of("id_token_hint", password("pat", "pat").at("/id_token"), "post_logout_redirect_uri", BACK));
        var reply = control("GET", BASE + "/logout?" + query, "");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo(BACK);
    }

    @Test
    void userInfoWhenTokenLivesThenWhoItIs() {
        var tokens = password("doc", "doc");
        var address = WORLD.control().resolve(BASE + "/userinfo");
        var info = send("GET", address, new byte[0], "Authorization", "Bearer " + tokens.at("/access_token"));
        assertThat(info.at("/sub")).isEqualTo("doc");
        assertThat(info.at("/tenant_id")).isEqualTo("north");
        for (var bad : List.of("Bearer x", "Bearer " + tokens.at("/refresh_token"), "Basic x")) {
            var refused = send("GET", address, new byte[0], "Authorization", bad);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).contains("invalid_token");
        }
    }

    @Test
    void browserWhenOfAnotherOriginThenAllowed() {
        var address = WORLD.control().resolve(BASE + "/token");
        var reply = send("OPTIONS", address, new byte[0], "Origin", "http://localhost:3000");
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
    }
}
