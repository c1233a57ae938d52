package io.portage.contracttests.tokens;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on the bearer chain, over sockets. None of them gets anything forwarded or fetched.
@ExtendWith(Lab.class)
class TokenAttacksIT {
    private final Recorded.Watched gateway;
    private final Caller caller;

    TokenAttacksIT(Recorded.Watched gateway) {
        this.gateway = gateway;
        this.caller = gateway.caller();
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private void assertRefused(Request request, Code code) {
        assertProblem(RawClient.send(gateway.port(), request))
                .is(401, code)
                .hasHeader("WWW-Authenticate", "Bearer.*")
                .hasNoIdempotencyStatus();
        assertThat(gateway.forwarded()).isEmpty();
    }

    private static Request bearing(String token) {
        return Requests.patient().with("Authorization", "Bearer " + token);
    }

    /// Signed by the right key, under a header with one more member.
    private String under(String member, String value) {
        return gateway.world().token(Json.object().set("header", Json.object().put(member, value)));
    }

    @Test
    @Proves("TR-OFF-007")
    void postWhenThePublicKeyIsUsedAsASecretThenInvalid() {
        assertRefused(bearing(Forged.withThePublicKeyAsSecret(gateway.world())), Code.TOKEN_INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jku", "x5u", "jwk", "x5c"})
    void postWhenTheTokenSaysWhereItsKeyIsThenInvalidAndNobodyGoesThere(String member) {
        var somewhere = gateway.keys().elsewhere().toString();
        assertRefused(bearing(under(member, somewhere)), Code.TOKEN_INVALID);
        assertThat(gateway.keys().visits()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../../../../dev/null", "' OR 1=1 --", "/proc/self/environ", "http://localhost/keys", "a b"})
    void postWhenTheKeyIdIsAPathOrAnInjectionThenInvalid(String id) {
        assertRefused(bearing(under("kid", id)), Code.TOKEN_INVALID);
    }

    @Test
    void postWhenManyUnknownKeysAreNamedThenKeysAreFetchedAFewTimesAndGoodTokensGoOn() {
        assertThat(caller.sendOnline(Requests.patient()).status()).isEqualTo(201);
        int before = gateway.keys().fetches();
        long begin = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertProblem(RawClient.send(gateway.port(), bearing(under("kid", "unknown-" + i))))
                    .is(401, Code.TOKEN_INVALID);
        }
        assertThat(caller.sendOnline(Requests.patient()).status()).isEqualTo(201);
        long tens = (System.nanoTime() - begin) / 10_000_000_000L;
        assertThat((long) gateway.keys().fetches() - before).isLessThanOrEqualTo(tens + 1);
    }

    @Test
    void postWhenTheTokenIsHugeThenTheHeadersAreTooLarge() {
        var request = bearing("a".repeat(100_000));
        assertProblem(RawClient.send(gateway.port(), request)).is(431, Code.HEADER_INVALID);
        assertThat(gateway.forwarded()).isEmpty();
    }

    @Test
    void getWhenTheTokenStandsInQueryOrCookieOrBodyThenThereIsNone() {
        var list = Request.of("GET", "/v1/patients");
        assertRefused(list.target("/v1/patients?access_token=" + caller.token()), Code.TOKEN_MISSING);
        assertRefused(list.with("Cookie", "access_token=" + caller.token()), Code.TOKEN_MISSING);
        assertRefused(list.with("Cookie", "Authorization=Bearer " + caller.token()), Code.TOKEN_MISSING);
        assertRefused(list.with("X-Authorization", "Bearer " + caller.token()), Code.TOKEN_MISSING);
        assertRefused(list.with("Proxy-Authorization", "Bearer " + caller.token()), Code.TOKEN_MISSING);
        assertRefused(
                Request.of("POST", "/v1/patients")
                        .with("Content-Type", "application/x-www-form-urlencoded")
                        .body("access_token=" + caller.token()),
                Code.TOKEN_MISSING);
    }

    @Test
    void postWhenATokenExpiredOnAKnownKeyThenExpiredAndTheKeyIsNotPoisoned() {
        var request = Requests.patient().with("Idempotency-Key", "not-poisoned");
        var claims = Json.object().put("sub", caller.subject());
        var order = Json.object().put("expiresIn", -60);
        var expired = gateway.world().token(order.set("claims", claims));

        assertRefused(request.with("Authorization", "Bearer " + expired), Code.TOKEN_EXPIRED);
        assertThat(caller.send(request).header("Idempotency-Status")).isEqualTo("executed");
        assertProblem(caller.with(expired).send(request))
                .is(401, Code.TOKEN_EXPIRED)
                .lacks("outcome");
        assertThat(caller.send(request).header("Idempotency-Status")).isEqualTo("replayed");
        assertThat(gateway.forwarded()).hasSize(1);
    }

    /// What a verified token is kept for ends with it, on the gateway's clock.
    @Test
    void postWhenAKeptTokenExpiresThenExpired() {
        assertThat(caller.sendOnline(Requests.patient()).status()).isEqualTo(201);
        gateway.world().advance(Duration.ofMinutes(61));
        assertProblem(caller.sendOnline(Requests.patient())).is(401, Code.TOKEN_EXPIRED);
    }
}
