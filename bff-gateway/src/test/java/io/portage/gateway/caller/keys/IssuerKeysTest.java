package io.portage.gateway.caller.keys;

import static io.portage.gateway.caller.keys.TestIssuer.json;
import static io.portage.gateway.caller.keys.TestIssuer.set;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// When an issuer is asked for its keys, whatever tokens name.
final class IssuerKeysTest {
    private final TestIssuer issuer = new TestIssuer();

    @Test
    void keyWhenKnownThenFetchedOnce() {
        for (int i = 0; i < 50; i++) {
            assertThat(issuer.key("a")).isNotNull();
        }
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void keyWhenNobodyHasAskedThenNothingIsFetched() {
        assertThat(issuer.fetches).hasValue(0);
    }

    @Test
    void keyWhenManyUnknownIdsThenOneFetchInTenSecondsAndGoodOnesGoOn() {
        assertThat(issuer.key("a")).isNotNull();
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 100; i++) {
                assertThat(issuer.key("unknown-" + second + "-" + i)).isNull();
            }
            assertThat(issuer.key("a")).isNotNull();
            issuer.pass(Duration.ofSeconds(1));
        }
        assertThat(issuer.fetches).as("the first, and six for the unknown").hasValue(7);
    }

    @Test
    void keyWhenTheIssuerHasANewOneThenAcceptedAfterOneMoreFetchHoweverRecentTheLast() {
        assertThat(issuer.key("a")).isNotNull();
        issuer.answer = set("a", "b");
        assertThat(issuer.key("b")).isNotNull();
        assertThat(issuer.fetches).hasValue(2);
        issuer.answer = set("a", "b", "c");
        assertThat(issuer.key("c")).as("within the pause").isNull();
        issuer.pass(IssuerKeys.PAUSE);
        assertThat(issuer.key("c")).isNotNull();
        assertThat(issuer.fetches).hasValue(3);
    }

    @Test
    void keyWhenManyAskAtOnceThenOneFetchAndAllAreAnswered() {
        var slow = Sinks.<byte[]>one();
        issuer.answer = slow.asMono();
        var found = new ArrayList<VerificationKey>();
        for (int i = 0; i < 100; i++) {
            issuer.keys.key("a").subscribe(found::add);
        }
        assertThat(found).isEmpty();
        slow.tryEmitValue(json("a")).orThrow();
        assertThat(found).hasSize(100);
        assertThat(issuer.fetches).hasValue(1);
    }

    @Test
    void keyWhenOneOfThoseWhoWaitGoesAwayThenTheOthersAreAnswered() {
        var slow = Sinks.<byte[]>one();
        issuer.answer = slow.asMono();
        var found = new ArrayList<VerificationKey>();
        var first = issuer.keys.key("a").subscribe();
        issuer.keys.key("a").subscribe(found::add);
        first.dispose();
        slow.tryEmitValue(json("a")).orThrow();
        assertThat(found).hasSize(1);
    }

    @Test
    void keysWhenOneOfThemIsMalformedThenTheOthersAreRead() {
        var good = new String(json("a"), UTF_8);
        issuer.answer = Mono.just(
                good.replace("{\"keys\":[", "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":1},{\"kty\":\"?\"},")
                        .getBytes(UTF_8));
        assertThat(issuer.key("a")).isNotNull();
        assertThat(issuer.key("x")).isNull();
    }
}
