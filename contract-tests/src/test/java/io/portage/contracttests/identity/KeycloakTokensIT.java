package io.portage.contracttests.identity;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Json;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of the tokens that Keycloak hands out are believed, and as whose.
@RealIdentity
class KeycloakTokensIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OnKeycloak keycloak;

    KeycloakTokensIT(OnKeycloak keycloak) {
        this.keycloak = keycloak;
    }

    @BeforeEach
    void reset() {
        keycloak.world().reset();
    }

    @Proves("TR-OFF-002")
    @ParameterizedTest
    @CsvSource({"pat, north, patient", "proxy, north, patient", "doc, north, clinician", "sam, south, clinician"})
    void sendWhenUserSignedInAtTheAppThenTenantAndRoleAreThoseOfTheRealm(String user, String tenant, String role) {
        var signedIn = keycloak.app().login(user);
        var patient = role.equals("patient");

        assertThat(signedIn.claims().at("/realm_access/roles"))
                .as("no role but those of the realm file")
                .isEqualTo(Json.read("[\"" + role + "\"]"));
        assertThat(portal(signedIn, user).status()).isEqualTo(patient ? 200 : 403);
        assertThat(order(signedIn).status()).isEqualTo(patient ? 403 : 201);
        assertForwardedOnce(patient ? "patient-portal" : "orders", tenant);
    }

    @Test
    void sendWhenTenantHasLicensedTheModuleThenItsRegistrationTakesPlace() {
        var answer = keycloak.with(keycloak.app().login("sam").accessToken()).sendOnline(Requests.patient());

        assertThat(answer.status()).isEqualTo(201);
        assertForwardedOnce("registration", "south");
    }

    /// Keycloak calls people by UUIDs, unlike our users of development.
    @Test
    void sendWhenAdministratorMadeTheUserThenItIsKnownByItsUuid() {
        var id = keycloak.realm().create(ShippedRealm.user("pat", "uuid"), "patient");
        var signedIn = keycloak.app().login("uuid", "pat");

        assertThat(id).matches("[0-9a-f-]{36}");
        assertThat(signedIn.claims().path("sub").asString()).isEqualTo(id);
        assertThat(portal(signedIn, id).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "refresh", "offline"})
    void sendWhenTokenIsNoAccessTokenThenInvalid(String kind) {
        var scope = kind.equals("offline") ? "openid offline_access" : "openid profile";
        var signedIn = keycloak.app().scope(scope).login("doc");

        assertRefused(kind.equals("id") ? signedIn.idToken() : signedIn.refreshToken(), Code.TOKEN_INVALID);
        assertThat(order(signedIn).status()).isEqualTo(201);
    }

    /// The gateway's own token names no tenant and is meant for services.
    @Test
    void sendWhenTokenIsTheGatewaysOwnThenInvalid() {
        assertRefused(keycloak.ownToken(), Code.TOKEN_INVALID);
    }

    @Test
    void sendWhenTokenIsOfAnotherRealmOfTheSameKeycloakThenInvalid() {
        var other = keycloak.realm().beside(ShippedRealm.named("other"));
        other.create(ShippedRealm.user("doc", "doc"), "clinician");
        var signedIn = CodeFlow.app(keycloak.keycloak().issuer("other")).login("doc");

        assertThat(signedIn.claims().path("tenant_id").asString()).isEqualTo("north");
        assertRefused(signedIn.accessToken(), Code.TOKEN_INVALID);
    }

    @Test
    void sendWhenTokenOutlivesItsFewSecondsThenExpired() {
        keycloak.realm().attribute("portal-app", "access.token.lifespan", "3");
        try {
            var signedIn = keycloak.app().login("doc");
            assertThat(order(signedIn).status()).isEqualTo(201);

            await().atMost(PATIENCE).until(() -> order(signedIn).status() == 401);
            assertRefused(signedIn.accessToken(), Code.TOKEN_EXPIRED);
        } finally {
            keycloak.realm().attribute("portal-app", "access.token.lifespan", "");
        }
    }

    /// RFC 9068, which Keycloak follows where a client asks for it.
    @Test
    void sendWhenHeaderSaysThatItIsAnAccessTokenThenAccepted() {
        keycloak.realm().attribute("portal-app", "access.token.header.type.rfc9068", "true");
        try {
            var signedIn = keycloak.app().login("doc");

            assertThat(signedIn.header().path("typ").asString()).isEqualTo("at+jwt");
            assertThat(order(signedIn).status()).isEqualTo(201);
        } finally {
            keycloak.realm().attribute("portal-app", "access.token.header.type.rfc9068", "false");
        }
    }

    private Message portal(SignedIn signedIn, String user) {
        return keycloak.with(signedIn.accessToken())
                .send(Request.of("GET", "/v1/portal/appointments?patientId=" + user));
    }

    private Message order(SignedIn signedIn) {
        return keycloak.with(signedIn.accessToken()).sendOnline(Requests.order("lab"));
    }

    private void assertRefused(String token, Code code) {
        keycloak.world().reset();
        assertProblem(keycloak.with(token).sendOnline(Requests.order("lab")))
                .is(401, code)
                .hasHeader("WWW-Authenticate", "Bearer.*error=\"invalid_token\".*");
        assertThat(keycloak.world().received("orders")).isEmpty();
    }

    private void assertForwardedOnce(String service, String tenant) {
        var received = keycloak.world().received(service);
        assertThat(received).hasSize(1);
        assertThat(received.path(0)
                        .path("headers")
                        .valueStream()
                        .filter(line -> line.path(0).asString().equalsIgnoreCase("X-Tenant-Id"))
                        .map(line -> line.path(1).asString()))
                .containsExactly(tenant);
    }
}
