package io.portage.gateway.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.problem.RejectedException;
import io.portage.gateway.upstream.RawService;
import io.portage.gateway.upstream.TestUpstreams;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A portal, an identity provider and a gateway with a client of its own, which asks the one with the other's tokens.
final class OwnTokenWorld implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);
    static final String ACTIVE = "{\"active\":true}";

    final RawService portal = new RawService();
    final RawService provider = new RawService();
    final TestClock clock = new TestClock();
    final Delegations delegations = TestDelegations.over(TestUpstreams.to(portal.url(), Map.of()), settings(), clock);

    Map<String, String> settings() {
        return Map.of(
                "portage.client.id", "bff gateway",
                "portage.client.secret", "s:cret",
                "portage.token.issuers[0].url", provider.url() + "/realms/ehr");
    }

    /// The first fetch of a process loads hundreds of classes, which no test's time-out is about.
    static void warm() {
        try (var world = new OwnTokenWorld()) {
            world.provider.answer(token("warm", 300));
            world.portal.answer(reply(200, ACTIVE));
            world.checking().onErrorComplete().block(PATIENCE);
        }
    }

    static Delegations.Question question() {
        var caller = new Caller("south", "pro xy&", Set.of(), Set.of());
        return new Delegations.Question(caller, "pat", "Bearer callers", "id");
    }

    Mono<Void> checking() {
        return delegations.check(question());
    }

    void check() {
        checking().block(PATIENCE);
    }

    @Nullable
    RejectedException refusal() {
        return catchThrowableOfType(RejectedException.class, this::check);
    }

    static String reply(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    static String token(String name, int seconds) {
        return reply(
                200, "{\"access_token\":\"" + name + "\",\"token_type\":\"Bearer\",\"expires_in\":" + seconds + "}");
    }

    /// That the next question at the portal was asked with that token.
    void assertAsked(String token) {
        assertThat(portal.next().values("Authorization")).containsExactly("Bearer " + token);
    }

    @Override
    public void close() {
        portal.close();
        provider.close();
    }
}
