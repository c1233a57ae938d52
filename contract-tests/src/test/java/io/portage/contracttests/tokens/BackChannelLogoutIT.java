package io.portage.contracttests.tokens;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.OnRedis;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The issuer reports that a session has ended: from then on its tokens are nobody's, on every gateway.
@ExtendWith(Lab.class)
class BackChannelLogoutIT {
    private static final Request LIST = Request.of("GET", "/v1/order-sets");
    private final Recorded gateway;
    private final OnRedis shared;
    private final String session = UUID.randomUUID().toString();
    private final Caller caller;

    BackChannelLogoutIT(Recorded gateway, OnRedis shared) {
        this.gateway = gateway;
        this.shared = shared;
        this.caller = inSession(gateway.caller());
    }

    @BeforeEach
    void reset() {
        gateway.reset();
    }

    private Caller inSession(Caller who) {
        var claims = Json.object().put("sub", who.subject()).put("sid", session);
        return who.with(gateway.world().token(Json.object().set("claims", claims)));
    }

    @Test
    void reportWhenASessionEndsThenItsTokensAreRefusedAndItsOwnersOthersAreNot() {
        assertThat(caller.sendOnline(Requests.patient()).status()).isEqualTo(201);

        var answer = Logout.send(gateway.port(), Logout.report(gateway.world(), Logout.claims(session)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Correlation-Id")).isNotBlank();
        assertProblem(caller.sendOnline(Requests.patient())).is(401, Code.TOKEN_INVALID);
        assertProblem(inSession(caller).sendOnline(Requests.patient())).is(401, Code.TOKEN_INVALID);
        assertThat(caller.with(gateway.world().of(caller.subject()))
                        .sendOnline(Requests.patient())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void reportWhenForgedOrReplayedThenRefusedAsAProblemAndLogged() {
        var forged = Json.object().put("key", "other");
        forged.set("claims", Logout.claims(session));
        var report = Logout.form("logout_token=" + gateway.world().token(forged));

        assertProblem(Logout.send(gateway.port(), report.with("X-Correlation-Id", "forged-report")))
                .is(400, Code.TOKEN_INVALID)
                .asksFor("fix-request")
                .has("correlationId", "forged-report")
                .has("error", "invalid_request");
        assertThat(caller.sendOnline(Requests.patient()).status()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(gateway.process().log())
                .contains("correlationId=\"forged-report\" operation=session.back-channel-logout method=POST status=400"
                        + " code=TOKEN_INVALID"));

        var good =
                Logout.report(gateway.world(), Logout.claims(UUID.randomUUID().toString()));
        assertThat(Logout.send(gateway.port(), good).status()).isEqualTo(200);
        assertProblem(Logout.send(gateway.port(), good)).is(400, Code.TOKEN_INVALID);
    }

    @Test
    void reportWhenItIsAnAccessTokenThenRefused() {
        var report = Logout.form("logout_token=" + caller.token());
        assertProblem(Logout.send(gateway.port(), report)).is(400, Code.TOKEN_INVALID);
        assertThat(caller.sendOnline(Requests.patient()).status()).isEqualTo(201);
    }

    @Test
    void requestWhenALogoutTokenIsUsedAsAccessTokenThenInvalid() {
        var claims = Logout.claims(session).put("aud", "bff-gateway").put("tenant_id", "north");
        var token = gateway.world().token(Json.object().set("claims", claims));
        assertProblem(caller.with(token).sendOnline(Requests.patient())).is(401, Code.TOKEN_INVALID);
    }

    @Test
    void reportWhenNoFormOrTooLargeOrNotPostedThenRefused() {
        assertProblem(Logout.send(gateway.port(), Logout.form("logout_token=" + "a".repeat(40_000))))
                .is(413, Code.PAYLOAD_TOO_LARGE);
        assertProblem(Logout.send(gateway.port(), Logout.form("x=y"))).is(400, Code.BODY_MALFORMED);
        assertProblem(RawClient.send(gateway.port(), Request.json("POST", "/logout/back-channel", "{}")))
                .is(415, Code.MEDIA_TYPE_UNSUPPORTED);
        assertProblem(RawClient.send(gateway.port(), Request.of("GET", "/logout/back-channel")))
                .is(405, Code.METHOD_NOT_ALLOWED);
    }

    @Test
    void reportWhenGivenToOneGatewayThenTheOtherKnowsWithinSeconds() {
        var second = shared.second();
        var signedIn = inSession(shared.caller());
        var there = new Caller(second.port(), signedIn.subject(), signedIn.token());
        assertThat(signedIn.send(LIST).status()).isEqualTo(200);
        assertThat(there.send(LIST).status()).isEqualTo(200);

        var report = Logout.report(shared.world(), Logout.claims(session));
        assertThat(Logout.send(shared.port(), report).status()).isEqualTo(200);

        assertThat(signedIn.send(LIST).status()).isEqualTo(401);
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertProblem(there.send(LIST)).is(401, Code.TOKEN_INVALID));
        assertProblem(Logout.send(second.port(), report)).is(400, Code.TOKEN_INVALID);
    }
}
