package io.portage.contracttests.stories;

import static io.portage.contracttests.stories.Answers.assertRefused;
import static io.portage.contracttests.stories.Answers.id;
import static io.portage.contracttests.stories.Answers.success;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.proof.Proves;
import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A patient's phone: requests from its queue, and what is never its to decide.
@ExtendWith(Lab.class)
class PortalIT {
    private static final Duration COMMUTE = Duration.ofHours(3);
    private final Stubbed gateway;
    private final Caller pat;
    private final Caller proxy;
    private final String unique = UUID.randomUUID().toString();

    PortalIT(Stubbed gateway) {
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

    @Proves({"POR-3.6", "POR-4.1"})
    @Test
    void appointmentWhenSlotWasTakenMeanwhileThenSlotUnavailable() {
        success(pat.sendQueued(Requests.appointment("pat", unique), COMMUTE));

        assertRefused(pat.sendQueued(Requests.appointment("pat", unique), COMMUTE), 409, "SLOT_UNAVAILABLE");
    }

    @Proves({"POR-3.1", "POR-4.2", "POR-4.4"})
    @Test
    void refillWhenQueuedForADayThenDiscardedAndUntilThenAccepted() {
        success(pat.sendQueued(Requests.refill("pat"), COMMUTE));

        assertRefused(pat.sendQueued(Requests.refill("pat"), Duration.ofHours(25)), 422, "QUEUED_MUTATION_EXPIRED");
    }

    @Proves({"POR-2.3", "POR-3.6", "POR-4.3"})
    @Test
    void demographicsWhenSubmittedTwiceThenOnceAndStaleIsAConflict() {
        var self = gateway.caller();
        var own = Request.json("POST", "/v1/portal/demographics-update-requests", """
                {"patientId": "%s", "changes": {"city": "Bern"}, "version": 1}""".formatted(self.subject()));
        var keyed = own.with("Idempotency-Key", unique)
                .with("X-Queued-At", Instant.now().toString());

        assertThat(self.send(keyed).status()).isEqualTo(201);
        assertThat(self.send(keyed).header("Idempotency-Status")).isEqualTo("replayed");
        assertRefused(self.sendQueued(own, COMMUTE), 409, "OPTIMISTIC_LOCK_CONFLICT");
    }

    @Proves({"POR-2.4"})
    @Test
    void accessEventWhenSentTwiceThenAppendedOnce() {
        var event = Request.json("POST", "/v1/portal/access-events", """
                {"id": "%s", "event": "chart-opened"}""".formatted(unique));

        success(pat.send(event));
        success(pat.send(event));

        assertThat(gateway.world().received("patient-portal")).hasSize(1);
    }

    @Proves({"POR-2.2", "POR-3.4"})
    @Test
    void delegationWhenRevokedMeanwhileThenQueuedRequestOfProxyIsRefused() {
        var friend = gateway.caller();
        var grant = Request.json(
                "POST",
                "/v1/portal/delegations",
                "{\"patientId\":\"pat\",\"proxy\":\"%s\"}".formatted(friend.subject()));
        assertRefused(pat.sendQueued(grant, COMMUTE), 422, "OFFLINE_NOT_ALLOWED");
        var delegation = id(pat.sendOnline(grant));
        success(friend.sendQueued(Requests.refill("pat"), COMMUTE));
        success(pat.sendOnline(Request.of("DELETE", "/v1/portal/delegations/" + delegation)));

        assertRefused(friend.sendQueued(Requests.refill("pat"), COMMUTE), 403, "DELEGATION_INVALID");
        success(proxy.sendQueued(Requests.refill("pat"), COMMUTE));
    }

    @Proves("POR-3.4")
    @Test
    void delegationWhenTheDelegateIsSuspendedThenRefusedThoughTheGatewayAsks() {
        var friend = gateway.caller();
        success(pat.sendOnline(Request.json(
                "POST",
                "/v1/portal/delegations",
                "{\"patientId\":\"pat\",\"proxy\":\"%s\"}".formatted(friend.subject()))));
        gateway.world().happens("/__accounts", "{\"user\":\"%s\",\"suspended\":true}".formatted(friend.subject()));

        assertRefused(friend.sendQueued(Requests.refill("pat"), COMMUTE), 403, "DELEGATION_INVALID");
    }

    @Proves({"POR-2.1", "POR-3.2"})
    @Test
    void accountWhenSuspendedThenQueuedAndOnlineAlikeAreRefused() {
        suspend(true);

        assertThat(pat.sendQueued(Requests.refill("pat"), COMMUTE).status()).isEqualTo(403);
        assertThat(pat.sendOnline(Requests.refill("pat")).status()).isEqualTo(403);
        assertThat(pat.send(Request.of("GET", "/v1/portal/account")).status()).isEqualTo(403);
    }

    @Proves("POR-2.5")
    @Test
    void exportWhenStartedOnlineThenClientPolls() {
        var start = Request.json("POST", "/v1/portal/exports", "{\"format\":\"pdf\"}");
        assertRefused(pat.sendQueued(start, COMMUTE), 422, "OFFLINE_NOT_ALLOWED");
        var job = Request.of("GET", "/v1/portal/exports/" + id(pat.sendOnline(start)));

        assertThat(success(pat.send(job)).required("status").asString()).isEqualTo("running");
        gateway.world().advance(Duration.ofMinutes(1));
        assertThat(success(pat.send(job)).required("status").asString()).isEqualTo("completed");
    }

    @Proves({"POR-2.6", "POR-3.5"})
    @Test
    void projectionWhenUnchangedThenCachedCopyIsConfirmed() {
        var read = Request.of("GET", "/v1/portal/fhir/Patient/pat");
        var first = pat.send(read);
        var tag = first.header("ETag");

        assertThat(first.status()).isEqualTo(200);
        assertThat(tag).isNotNull();
        assertThat(pat.send(read.with("If-None-Match", tag == null ? "" : tag)).status())
                .isEqualTo(304);
    }
}
