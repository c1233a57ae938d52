package io.portage.contracttests.problems;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Callers who are nobody, no longer somebody, or somebody who may not.
@ExtendWith(Lab.class)
class CallerProblemsIT {
    private final Recorded gateway;
    private final Caller caller;

    CallerProblemsIT(Recorded gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    @Provokes(Code.TOKEN_MISSING)
    @Proves("TR-OFF-007")
    @Test
    void postWhenThereIsNoTokenThenMissing() {
        assertUnauthorized(Requests.patient(), Code.TOKEN_MISSING);
        assertUnauthorized(Request.of("GET", "/v1/unknown"), Code.TOKEN_MISSING);
        assertUnauthorized(Requests.patient().with("Authorization", "Basic cGF0OnBhdA=="), Code.TOKEN_MISSING);
    }

    @Provokes(Code.TOKEN_INVALID)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"key\": \"other\"}",
                "{\"key\": \"none\"}",
                "{\"header\": {\"kid\": \"unknown\"}}",
                "{\"claims\": {\"iss\": \"http://localhost/realms/other\"}}",
                "{\"claims\": {\"aud\": \"another-service\"}}",
                "{\"claims\": {\"aud\": null}}",
                "{\"claims\": {\"exp\": null}}",
                "{\"claims\": {\"sub\": null}}",
                "{\"claims\": {\"tenant_id\": null}}",
                "{\"claims\": {\"tenant_id\": \"n\u00f6rth\"}}",
                "{\"claims\": {\"tenant_id\": \"north\\n\"}}",
                "{\"claims\": {\"typ\": \"ID\"}}",
                "{\"claims\": {\"typ\": \"Refresh\"}}",
                "{\"claims\": {\"nbf\": 4102444800}}"
            })
    void postWhenTokenIsNotOneOfOursThenInvalid(String order) {
        var token = gateway.world().token(Json.read(order));

        assertUnauthorized(Requests.patient().with("Authorization", "Bearer " + token), Code.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer x", "Bearer a.b.c", "Bearer e30.e30.", "bearer a b"})
    void postWhenTokenIsNoTokenThenInvalid(String value) {
        assertUnauthorized(Requests.patient().with("Authorization", value), Code.TOKEN_INVALID);
    }

    @Provokes(Code.TOKEN_EXPIRED)
    @Test
    void postWhenTokenIsTooOldThenExpired() {
        var token = gateway.world().token(Json.read("{\"expiresIn\": -120}"));

        assertUnauthorized(Requests.patient().with("Authorization", "Bearer " + token), Code.TOKEN_EXPIRED);
    }

    private void assertUnauthorized(Request request, Code code) {
        assertProblem(RawClient.send(gateway.port(), request))
                .is(401, code)
                .asksFor("refresh-token")
                .hasHeader("WWW-Authenticate", "Bearer.*")
                .hasNoIdempotencyStatus();
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Provokes(Code.ACCESS_DENIED)
    @Test
    void postWhenRoleIsMissingThenDenied() {
        assertProblem(with("realm_access", "{\"roles\": [\"patient\"]}").send(Requests.patient()))
                .is(403, Code.ACCESS_DENIED)
                .lacks("outcome");
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void postWhenRightIsLostAfterSuccessThenDeniedButToldThatItWasDone() {
        var request = Requests.patient().with("Idempotency-Key", "lost");
        assertThat(caller.send(request).status()).isEqualTo(201);

        assertProblem(with("realm_access", "{\"roles\": [\"patient\"]}").send(request))
                .is(403, Code.ACCESS_DENIED)
                .has("outcome", "completed");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Provokes(Code.MODULE_NOT_ACTIVE)
    @Proves({"PLAT-3.4", "PLAT-8.3", "TR-OFF-007"})
    @Test
    void postWhenTheTokensModulesLackTheOperationsThenNotActiveAndNothingIsForwarded() {
        var request = Requests.patient().with("Idempotency-Key", "module");
        assertProblem(with("modules", "[\"ehr.other\"]").send(request))
                .is(403, Code.MODULE_NOT_ACTIVE)
                .says("ehr.registration")
                .asksFor("ask-user")
                .isRetryable(false)
                .lacks("outcome");
        assertThat(gateway.forwarded()).isEmpty();

        assertThat(caller.send(request).header("Idempotency-Status")).isEqualTo("executed");
        assertProblem(with("modules", "[]").send(request))
                .is(403, Code.MODULE_NOT_ACTIVE)
                .has("outcome", "completed");
    }

    @Test
    void postWhenTheTokenSaysNothingOfModulesThenTheServiceDecides() {
        assertThat(with("modules", "null").send(Requests.patient()).status()).isEqualTo(201);
        assertThat(gateway.forwarded()).hasSize(1);
    }

    @Provokes(Code.TENANT_MISMATCH)
    @Proves({"PLAT-4.3", "PLAT-5.3"})
    @Test
    void postWhenBodyNamesAnotherTenantThenMismatch() {
        assertProblem(caller.send(Requests.patient().body("{\"tenantId\":\"south\"}")))
                .is(403, Code.TENANT_MISMATCH)
                .lacks("outcome");
        assertThat(gateway.forwarded()).isEmpty();

        assertThat(caller.send(Requests.patient().body("{\"tenantId\":\"north\"}"))
                        .status())
                .isEqualTo(201);
    }

    @Proves("PLAT-4.3")
    @Test
    void postWhenAnItemOfABatchNamesAnotherTenantThenMismatch() {
        var batch = Request.json("POST", "/v1/orders/batch", """
                {"items": [{"type": "lab", "tenantId": "north"}, {"type": "lab", "tenantId": "south"}]}""");

        assertProblem(caller.send(batch.with("Idempotency-Key", "batch"))).is(403, Code.TENANT_MISMATCH);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Provokes(Code.DELEGATION_INVALID)
    @Proves("POR-3.4")
    @Test
    void postWhenCallerMayNotActForPatientThenDelegationInvalid() {
        gateway.services().delegated(false);
        var request = Requests.refill("somebody-else").with("Idempotency-Key", "for-somebody");

        assertProblem(caller.send(request)).is(403, Code.DELEGATION_INVALID).lacks("outcome");
        assertThat(gateway.forwarded()).isEmpty();

        gateway.services().delegated(true);
        assertThat(caller.send(request).header("Idempotency-Status")).isEqualTo("executed");
    }

    @Test
    void postWhenDelegationIsRevokedAfterSuccessThenInvalidButToldThatItWasDone() {
        var request = Requests.refill("somebody-else").with("Idempotency-Key", "revoked");
        assertThat(caller.send(request).status()).isEqualTo(201);
        gateway.services().delegated(false);

        assertProblem(caller.send(request)).is(403, Code.DELEGATION_INVALID).has("outcome", "completed");
        assertThat(gateway.forwarded()).hasSize(1);
        assertThat(gateway.services().delegationChecks()).hasSize(2);
    }

    @Test
    void postWhenMadeForSomebodyElseThenThePortalIsAskedInTheGatewaysNameEachTime() {
        var request = Requests.refill("somebody-else");
        for (int i = 0; i < 3; i++) {
            assertThat(caller.sendOnline(request).status()).isEqualTo(201);
        }

        var checks = gateway.services().delegationChecks();
        assertThat(checks).hasSize(3).allSatisfy(check -> {
            assertThat(check.target()).endsWith("?patientId=somebody-else&delegateId=" + caller.subject());
            assertThat(check.values("X-Tenant-Id")).containsExactly("north");
            assertThat(check.header("Authorization")).startsWith("Bearer ").doesNotContain(caller.token());
        });
        assertThat(checks)
                .as("one token for all")
                .extracting(check -> check.header("Authorization"))
                .containsOnly(checks.getFirst().header("Authorization"));
    }

    /// The same caller with a token that has another value for that claim.
    private Caller with(String claim, String value) {
        var claims = Json.object().put("sub", caller.subject());
        claims.set(claim, Json.read(value));
        return caller.with(gateway.world().token(Json.object().set("claims", claims)));
    }
}
