package io.portage.stubs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `POST /__identity` makes the provider stricter, quick to forget, or away.
final class ConductIT extends OverOAuth {
    private static Reply login() {
        return token(Map.of("grant_type", "password", "client_id", "portal-app", "username", "doc", "password", "doc"));
    }

    private static void told(String rules) {
        assertThat(control("POST", "/__identity", rules).status()).isEqualTo(200);
    }

    private static String count(String name) {
        return control("GET", "/__identity", "").text().replaceAll(".*\"" + name + "\":([0-9]+).*", "$1");
    }

    @AfterEach
    void reset() {
        assertThat(control("DELETE", "/__identity", "").status()).isEqualTo(204);
    }

    @Test
    void accessTokenWhenLifeIsToldThenLivesThatLong() throws Exception {
        told("{'accessSeconds':7}");
        var tokens = login();
        var claims = TokenReader.read(tokens.at("/access_token"));
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofSeconds(7));
        assertThat(tokens.text()).contains("\"expires_in\":7");
    }

    @Test
    void refreshTokenWhenRotatingThenGoodForOnceAndTheirSignInEndsWithTheSecondUse() {
        told("{'rotating':true}");
        var first = login().at("/refresh_token");
        var second = refresh(first);
        assertThat(second.status()).isEqualTo(200);
        assertThat(refresh(first).at("/error")).isEqualTo("invalid_grant");
        assertThat(refresh(second.at("/refresh_token")).at("/error")).isEqualTo("invalid_grant");
        assertThat(count("refreshes")).isEqualTo("1");
        assertThat(count("refusals")).isEqualTo("2");
    }

    @Test
    void providerWhenAwayThenNeitherTokensNorLogouts() {
        var tokens = login();
        told("{'away':true}");
        assertThat(refresh(tokens.at("/refresh_token")).status()).isEqualTo(503);
        assertThat(form(BASE + "/logout", Map.of("id_token_hint", tokens.at("/id_token")))
                        .status())
                .isEqualTo(503);
        assertThat(count("logouts")).isEqualTo("0");
    }

    @Test
    void logoutWhenIdTokenHasExpiredThenEndsTheSignInAllTheSame() {
        var tokens = login();
        WORLD.clock().advance(Duration.ofHours(2));
        assertThat(form(BASE + "/logout", Map.of("id_token_hint", tokens.at("/id_token")))
                        .status())
                .isEqualTo(204);
        assertThat(refresh(tokens.at("/refresh_token")).at("/error")).isEqualTo("invalid_grant");
        assertThat(count("logouts")).isEqualTo("1");
    }

    @Test
    void signInsWhenEndedThenNoRefreshAndNewOnesGoOn() {
        var tokens = login();
        assertThat(control("DELETE", "/__sign-ins", "").status()).isEqualTo(204);
        assertThat(refresh(tokens.at("/refresh_token")).at("/error")).isEqualTo("invalid_grant");
        assertThat(refresh(login().at("/refresh_token")).status()).isEqualTo(200);
    }
}
