package io.portage.contracttests.identity;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.RecordingUpstream;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Logouts that Keycloak reports to the gateway itself, in whatever form a real Keycloak does it.
@RealIdentity
class KeycloakLogoutIT {
    private static final String BACK_CHANNEL = "backchannel.logout.url";

    private final OnKeycloak keycloak;

    KeycloakLogoutIT(OnKeycloak keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.world().reset();
    }

    @Test
    void logoutWhenUserLeavesTheWebThenItsTokenIsRefusedAtOnceAndNoOther() {
        var gone = keycloak.web().login("doc");
        var stays = keycloak.web().login("doc");
        assertThat(order(gone).status()).isEqualTo(201);
        assertThat(order(stays).status()).isEqualTo(201);

        leave(gone);

        assertProblem(order(gone)).is(401, Code.TOKEN_INVALID);
        assertThat(order(stays).status()).isEqualTo(201);
        assertThat(order(keycloak.web().login("doc")).status()).isEqualTo(201);
    }

    /// The phone's offline access bears the name of the session that it began in, and must not end with it.
    @Test
    void logoutWhenTheAppBeganInTheSameBrowserThenItsOfflineAccessGoesOn() {
        var browser = keycloak.web().browser("doc");
        var web = keycloak.web().singleSignOn(browser);
        var offline = keycloak.app().scope("openid offline_access");
        var app = offline.singleSignOn(browser);
        assertThat(app.claims().path("sid")).isEqualTo(web.claims().path("sid"));
        assertThat(order(app).status()).isEqualTo(201);

        leave(web);

        assertProblem(order(web)).is(401, Code.TOKEN_INVALID);
        assertProblem(order(app)).is(401, Code.TOKEN_INVALID);
        var refreshed = new AtomicReference<>(app);
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    refreshed.set(offline.refresh(refreshed.get()));
                    assertThat(order(refreshed.get()).status()).isEqualTo(201);
                });
    }

    @Test
    void logoutWhenAdministratorEndsAllSessionsThenAllAreRefused() {
        var one = keycloak.web().login("sam");
        var other = keycloak.web().login("sam");
        assertThat(order(one).status()).isEqualTo(201);
        assertThat(order(other).status()).isEqualTo(201);

        keycloak.realm().post("/users/sam/logout", Json.object());

        assertProblem(order(one)).is(401, Code.TOKEN_INVALID);
        assertProblem(order(other)).is(401, Code.TOKEN_INVALID);
    }

    /// A report that is genuine, but of another client, or used for what it is not.
    @Test
    void logoutWhenItsTokenIsUsedAsABearerTokenOrTwiceThenRefused() {
        try (var recorder = new RecordingUpstream(_ -> Reply.json(200, "{}"))) {
            var ours = keycloak.realm()
                    .client("ehr-web")
                    .path("attributes")
                    .path(BACK_CHANNEL)
                    .asString();
            assertThat(ours).isEqualTo("http://localhost:" + keycloak.gateway().port() + "/logout/back-channel");
            keycloak.realm().attribute("ehr-web", BACK_CHANNEL, "http://localhost:" + recorder.port() + "/");
            try {
                var signedIn = keycloak.web().login("doc");
                leave(signedIn);
                var report = recorder.received().getFirst().text();
                var token = report.substring("logout_token=".length());

                assertThat(order(signedIn).status())
                        .as("nobody told the gateway")
                        .isEqualTo(201);
                assertProblem(keycloak.with(token).sendOnline(Requests.order("lab")))
                        .is(401, Code.TOKEN_INVALID);
                assertThat(report(report).status()).isEqualTo(200);
                assertProblem(order(signedIn)).is(401, Code.TOKEN_INVALID);
                assertThat(report(report).status()).as("the same again").isEqualTo(400);
            } finally {
                keycloak.realm().attribute("ehr-web", BACK_CHANNEL, ours);
            }
        }
    }

    private Message report(String form) {
        var request = Request.of("POST", "/logout/back-channel").with("Content-Type", Web.FORM);
        return RawClient.send(keycloak.gateway().port(), request.body(form));
    }

    /// Ends the session as the gateway does, without a browser.
    private void leave(SignedIn signedIn) {
        var form = Map.of(
                "client_id",
                "ehr-web",
                "client_secret",
                OnKeycloak.WEB_SECRET,
                "refresh_token",
                signedIn.refreshToken());
        var answer = Web.post(IssuerEndpoints.of(keycloak.web().issuer()).endSession(), form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    private Message order(SignedIn signedIn) {
        return keycloak.with(signedIn.accessToken()).sendOnline(Requests.order("lab"));
    }
}
