package io.portage.contracttests.outbox;

import static io.portage.contracttests.outbox.Outbox.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.portage.contracttests.session.Browser;
import io.portage.contracttests.tokens.Logout;
import io.portage.contracttests.wire.Message;
import io.portage.contracttests.wire.Reply;
import io.portage.contracttests.wire.Request;
import io.portage.contracttests.world.Caller;
import io.portage.contracttests.world.Json;
import io.portage.contracttests.world.Lab;
import io.portage.contracttests.world.Recorded;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Whoever sends a burst may lose their rights while it runs: from then on its items fare as single requests would.
@ExtendWith(Lab.class)
class BurstCallerIT {
    private final Recorded gateway;
    private final String first = key("first");

    BurstCallerIT(Recorded gateway) {
        this.gateway = gateway;
    }

    @BeforeEach
    @AfterEach
    void reset() {
        gateway.reset();
    }

    /// A burst whose second item waits for its first.
    private Outbox chain() {
        return new Outbox().lab(first).lab(key("second"), item -> item.put("dependsOn", first));
    }

    /// Sends a burst, and does something while its first item is at the service.
    private Message during(Runnable change, Sender sender) throws Exception {
        var gate = new CountDownLatch(1);
        gateway.services().answer(new Reply.Held(gate, Reply.json(201, "{\"id\":\"x\"}")));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = CompletableFuture.supplyAsync(sender::send, threads);
            await().until(() -> gateway.forwarded().size() == 1);
            change.run();
            gate.countDown();
            return answer.get();
        }
    }

    @FunctionalInterface
    private interface Sender {
        Message send();
    }

    @Test
    void postWhenTheTokenIsRevokedMeanwhileThenTheRestIsRefusedAndNothingIsLookedUpForIt() throws Exception {
        var session = UUID.randomUUID().toString();
        var caller = gateway.caller();
        var claims = Json.object().put("sub", caller.subject()).put("sid", session);
        var signedIn = caller.with(gateway.world().token(Json.object().set("claims", claims)));
        var before = key("before");
        Results.of(signedIn.send(new Outbox().lab(before).burst())).of(0).succeeded();
        gateway.reset();
        var outbox = chain();
        for (var parent : new String[] {before, "nobody"}) {
            outbox.add(
                    key("k"),
                    "POST /v1/orders",
                    "{\"type\":\"lab\",\"of\":{\"$ref\":\"" + parent + "#/id\"}}",
                    item -> item.put("dependsOn", first));
        }
        var report = Logout.report(gateway.world(), Logout.claims(session));

        var results =
                Results.of(during(() -> Logout.send(gateway.port(), report), () -> signedIn.send(outbox.burst())));

        results.of(0).succeeded();
        for (int i = 1; i < 4; i++) {
            results.of(i).refused(401, "TOKEN_INVALID", "refresh-token", false);
        }
        assertThat(gateway.forwarded()).hasSize(1);
        signedOutCallerStillHasTheirOutbox(caller, outbox);
    }

    private static void signedOutCallerStillHasTheirOutbox(Caller caller, Outbox outbox) {
        var again = Results.of(caller.send(outbox.burst()));
        again.of(0).is(201, "replayed", true);
        again.of(1).succeeded();
        again.of(2).succeeded();
        again.of(3).refused(422, "DEPENDENCY_INVALID", "fix-request", false);
    }

    @Test
    void postWhenTheTokenExpiresMeanwhileThenTheRestIsRefused() throws Exception {
        var caller = gateway.caller();

        var results = Results.of(
                during(() -> gateway.world().advance(Duration.ofMinutes(61)), () -> caller.send(chain().burst())));

        results.of(0).succeeded();
        results.of(1).refused(401, "TOKEN_EXPIRED", "refresh-token", false);
    }

    @Test
    void postWhenABrowserSignsOutMeanwhileThenTheRestIsToldWhereToSignIn() throws Exception {
        var browser = new Browser(gateway.port()).signedIn("doc");
        var csrf = browser.csrfToken();
        var outbox = chain().add(
                        key("k"),
                        "POST /v1/orders",
                        "{\"type\":\"lab\",\"of\":{\"$ref\":\"nobody#/id\"}}",
                        item -> item.put("dependsOn", first));

        var results = Results.of(during(
                () -> browser.send(Request.of("POST", "/logout").with("X-CSRF-Token", csrf)),
                () -> browser.send(outbox.burst().with("X-CSRF-Token", csrf))));

        results.of(0).succeeded();
        var refused = results.of(1).refused(401, "TOKEN_MISSING", "refresh-token", false);
        assertThat(refused.body().path("login").asString("")).isEqualTo("/oauth2/authorization/ehr-web");
        results.of(2).refused(401, "TOKEN_MISSING", "refresh-token", false);
    }

    @Test
    void postWhenABrowsersTokenExpiresMeanwhileThenItIsRefreshedAndTheRestGoesOn() throws Exception {
        gateway.world().identity("{\"accessSeconds\":300,\"rotating\":true}");
        var browser = new Browser(gateway.port()).signedIn("doc");
        var csrf = browser.csrfToken();

        var results = Results.of(during(
                () -> gateway.world().advance(Duration.ofMinutes(6)),
                () -> browser.send(chain().burst().with("X-CSRF-Token", csrf))));

        results.of(0).succeeded();
        results.of(1).succeeded();
    }
}
