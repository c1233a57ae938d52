package io.portage.contracttests.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.contracttests.sample.Requests;
import io.portage.contracttests.wire.RawClient;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Stubbed;
import io.portage.contracttests.world.Twins;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What another gateway, or one that has just started, knows of a mutation; and what is shown of one that was made for
/// somebody else.
@ExtendWith(Lab.class)
class SharedLookUpIT {
    private final Twins twins;
    private final Stubbed stubbed;
    private final String key = UUID.randomUUID().toString();

    SharedLookUpIT(Twins twins, Stubbed stubbed) {
        this.twins = twins;
        this.stubbed = stubbed;
    }

    @BeforeEach
    @AfterEach
    void reset() {
        stubbed.world().reset();
    }

    private Request lookUp() {
        return Request.of("GET", "/v1/sync/mutations?key=" + key);
    }

    private static JsonNode known(Caller caller, Request lookUp) {
        var answer = caller.send(lookUp);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return Json.read(answer.text());
    }

    @Test
    void lookUpWhenAnotherGatewayDidItThenTheSameThereAndAfterARestart() {
        var at = twins.first().port();
        var caller = new Caller(at, "pat", twins.world().login("pat"));
        var sent = caller.send(Requests.refill("pat").with("Idempotency-Key", key));
        assertThat(sent.status()).isEqualTo(201);

        var here = caller.send(lookUp()).text();
        assertThat(here).startsWith("{\"state\":\"completed\"").contains("\"body\":" + sent.text());
        assertThat(there(caller)).isEqualTo(here);
        twins.restartSecond();
        assertThat(there(caller)).isEqualTo(here);
        assertThat(twins.dump()).doesNotContain(key, "portal.request-refill");
    }

    private String there(Caller caller) {
        var signed = lookUp().with("Authorization", "Bearer " + caller.token());
        return RawClient.send(twins.second().port(), signed).text();
    }

    @Test
    void lookUpWhenTheDelegationIsRevokedThenItTookEffectAndNoMore() {
        var pat = stubbed.login("pat");
        var friend = stubbed.caller();
        var granted = pat.sendOnline(Request.json(
                "POST",
                "/v1/portal/delegations",
                "{\"patientId\":\"pat\",\"proxy\":\"%s\"}".formatted(friend.subject())));
        var delegation = Json.read(granted.text()).required("id").asString();
        assertThat(friend.send(Requests.refill("pat").with("Idempotency-Key", key))
                        .status())
                .isEqualTo(201);
        assertThat(known(friend, lookUp()).at("/response/status").asInt()).isEqualTo(201);

        pat.sendOnline(Request.of("DELETE", "/v1/portal/delegations/" + delegation));

        var known = known(friend, lookUp());
        assertThat(known.required("state").asString()).isEqualTo("completed");
        assertThat(known.has("response")).isFalse();
    }

    @Test
    void lookUpWhenTheDelegationCannotBeCheckedThenItTookEffectAndTheAnswerLater() {
        var proxy = stubbed.login("proxy");
        proxy.send(Requests.refill("pat").with("Idempotency-Key", key));
        stubbed.world()
                .fault(
                        "patient-portal",
                        "{\"kind\":\"status\",\"status\":500,\"times\":1,\"path\":\"/v1/portal/delegations/check\"}");

        var known = known(proxy, lookUp());

        assertThat(known.required("state").asString()).isEqualTo("completed");
        assertThat(known.has("response")).isFalse();
        assertThat(known(proxy, lookUp()).at("/response/status").asInt()).isEqualTo(201);
    }
}
