package io.portage.contracttests.reads;

import static io.portage.contracttests.problems.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.problems.Code;
import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A chart while its service is down: what was read before, to whoever read it, and marked as that.
@ExtendWith(Lab.class)
class FhirProjectionIT {
    /// A connection that was kept may break off before it is known that nobody listens.
    private static final String NO_COPY = "what is told while the service is down";
    private static final Request REQUESTS = Request.of("GET", "/v1/portal/fhir/Appointment?patient=pat");
    private static final String DOWN = "{\"kind\": \"refuse\"}";

    private final Stubbed.Remembering gateway;
    private final Caller pat;
    private final Caller proxy;

    FhirProjectionIT(Stubbed.Remembering gateway) {
        this.gateway = gateway;
        this.pat = gateway.login("pat");
        this.proxy = gateway.login("proxy");
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.world().reset();
        suspend(false);
    }

    private void suspend(boolean suspended) {
        gateway.world().happens("/__accounts", "{\"user\":\"pat\",\"suspended\":" + suspended + "}");
    }

    private static Message read(Caller caller) {
        var answer = caller.send(REQUESTS);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.values("Cache-Control")).containsExactly("private, no-cache");
        assertThat(answer.values("Cache-Status")).isEmpty();
        return answer;
    }

    private static void assertCopy(Message answer, Message original) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.header("Cache-Status")).startsWith("portage; hit; ttl=");
        assertThat(answer.values("Age")).hasSize(1);
        assertThat(answer.values("ETag")).isEqualTo(original.values("ETag"));
        assertThat(answer.body()).isEqualTo(original.body());
    }

    @Proves("POR-2.6")
    @Test
    void readWhenTheServiceIsDownThenTheSameUserGetsTheMarkedCopyUntilItIsBack() {
        var before = read(pat);
        gateway.world().fault("patient-portal", DOWN);
        assertCopy(pat.send(REQUESTS), before);
        assertThat(gateway.process().log()).contains("operation=portal.read-fhir method=GET status=200 code=UPSTREAM_");

        gateway.world().reset();
        assertThat(pat.sendOnline(Requests.appointment("pat", "later")).status())
                .isEqualTo(201);
        var after = read(pat);
        assertThat(after.text()).isNotEqualTo(before.text());
        gateway.world().fault("patient-portal", DOWN);
        assertCopy(pat.send(REQUESTS), after);
    }

    @Test
    void readWhenTheServiceIsDownThenNobodyElseGetsTheCopy() {
        read(pat);
        var other = gateway.caller();
        gateway.world().fault("patient-portal", DOWN);

        assertThat(other.send(REQUESTS).status()).as(NO_COPY).isIn(502, 503);
    }

    @Proves("POR-3.4")
    @Test
    void readWhenADelegationWasRevokedMeanwhileThenItsHolderGetsNoCopy() {
        var friend = gateway.caller();
        var delegation = Json.read(pat.sendOnline(Request.json(
                                "POST",
                                "/v1/portal/delegations",
                                "{\"patientId\":\"pat\",\"proxy\":\"%s\"}".formatted(friend.subject())))
                        .text())
                .required("id")
                .asString();
        var before = read(friend);
        gateway.world().fault("patient-portal", """
                {"kind": "status", "status": 503, "path": "/v1/portal/fhir/*"}""");
        assertCopy(friend.send(REQUESTS), before);
        assertThat(pat.sendOnline(Request.of("DELETE", "/v1/portal/delegations/" + delegation))
                        .status())
                .isLessThan(300);

        assertProblem(friend.send(REQUESTS)).is(503, Code.SERVICE_ERROR);
    }

    @Test
    void readWhenADelegationCannotBeAskedForThenItsHolderGetsNoCopy() {
        read(proxy);
        gateway.world().fault("patient-portal", DOWN);

        assertThat(proxy.send(REQUESTS).status()).as(NO_COPY).isIn(502, 503);
    }

    @Proves("POR-3.2")
    @Test
    void readWhenTheAccountWasSuspendedThenThereIsNoCopyAnyMore() {
        read(pat);
        suspend(true);
        assertThat(pat.send(Request.of("GET", "/v1/portal/fhir/Patient/pat")).status())
                .isEqualTo(403);
        gateway.world().fault("patient-portal", DOWN);

        assertThat(pat.send(REQUESTS).status()).as(NO_COPY).isIn(502, 503);
    }

    @Test
    void readWhenTheUserHasSignedInAnewThenTheCopyOfTheSessionBeforeIsNotShown() {
        var before = read(pat);
        gateway.world().fault("patient-portal", DOWN);

        assertThat(gateway.login("pat").send(REQUESTS).status()).as(NO_COPY).isIn(502, 503);
        assertCopy(pat.send(REQUESTS), before);
    }

    @Test
    void readWhenTheCopyIsOlderThanTheContractAllowsThenThereIsNone() {
        var chart = Request.of("GET", "/v1/portal/fhir/Patient/" + pat.subject());
        assertThat(inOneSession().send(chart).status()).isEqualTo(200);
        gateway.world().fault("patient-portal", DOWN);
        gateway.world().advance(Duration.ofMinutes(59));
        assertThat(inOneSession().send(chart).header("Cache-Status")).startsWith("portage; hit; ttl=-35");
        gateway.world().advance(Duration.ofMinutes(2));

        assertThat(inOneSession().send(chart).status()).as(NO_COPY).isIn(502, 503);
    }

    /// A new token of the same session, as a refresh brings one: tokens live for an hour.
    private Caller inOneSession() {
        var claims = Json.object()
                .put("sub", pat.subject())
                .put("preferred_username", pat.subject())
                .put("sid", "one-session");
        return pat.with(gateway.world().token(Json.object().set("claims", claims)));
    }

    @Test
    void headWhenTheServiceIsUpOrDownThenTheHeadersOfGetWithoutItsBody() {
        var before = read(pat);
        var head = Request.of("HEAD", REQUESTS.target());
        assertHead(pat, head, before);
        gateway.world().fault("patient-portal", DOWN);
        assertHead(pat, head, before);
    }

    private static void assertHead(Caller caller, Request head, Message get) {
        try (var client = RawClient.connect(caller.port())) {
            client.write(head.with("Authorization", "Bearer " + caller.token()).bytes());
            var answer = client.read("HEAD");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.values("ETag")).isEqualTo(get.values("ETag"));
            assertThat(answer.values("Content-Length")).isEqualTo(get.values("Content-Length"));
            assertThat(answer.body()).isEmpty();
        }
    }
}
