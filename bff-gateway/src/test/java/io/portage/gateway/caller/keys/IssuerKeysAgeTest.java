package io.portage.gateway.caller.keys;

import static io.portage.gateway.caller.keys.TestIssuer.REFRESH;
import static io.portage.gateway.caller.keys.TestIssuer.RETENTION;
import static io.portage.gateway.caller.keys.TestIssuer.UNHEARD;
import static io.portage.gateway.caller.keys.TestIssuer.json;
import static io.portage.gateway.caller.keys.TestIssuer.set;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// For how long keys are believed, and what happens while their issuer does not answer.
final class IssuerKeysAgeTest {
    private final TestIssuer issuer = new TestIssuer();

    @Test
    void keyWhenUnknownAndTheIssuerIsAwayThenOneFetchInTenSecondsWhateverTheReason() {
        assertThat(issuer.key("a")).isNotNull();
        issuer.answer = Mono.error(new IllegalStateException("away"));
        issuer.pass(REFRESH);
        for (int second = 0; second < 20; second++) {
            assertThat(issuer.key("a")).isNotNull();
            issuer.assertAway("b");
            issuer.pass(Duration.ofSeconds(1));
        }
        assertThat(issuer.fetches).hasValue(3);
    }

    @Test
    void keysWhenNobodyAskedForLongThenNoneIsBelievedBeforeTheFetch() {
        var first = Objects.requireNonNull(issuer.key("a"));
        var slow = Sinks.<byte[]>one();
        issuer.answer = slow.asMono();
        issuer.pass(UNHEARD);
        assertThat(issuer.keys.holds("a", first)).isFalse();
        var found = new ArrayList<VerificationKey>();
        issuer.keys.key("a").subscribe(found::add);
        issuer.keys.key("b").subscribe(found::add);
        assertThat(found).isEmpty();
        slow.tryEmitValue(json("b")).orThrow();
        assertThat(found).as("b, and not a").containsExactly(issuer.key("b"));
        assertThat(issuer.fetches).hasValue(2);
    }

    @Test
    void keysWhenNobodyAskedForLongAndTheIssuerIsAwayThenTheKnownOnesAnswerAfterOneTry() {
        var first = Objects.requireNonNull(issuer.key("a"));
        issuer.answer = Mono.error(new IllegalStateException("away"));
        issuer.pass(UNHEARD);
        assertThat(issuer.key("a")).isSameAs(first);
        issuer.answer = Mono.never();
        issuer.pass(REFRESH);
        assertThat(issuer.key("a")).as("without waiting").isSameAs(first);
        assertThat(issuer.keys.holds("a", first)).isTrue();
    }

    @Test
    void keysWhenNobodyAskedForLongAfterAFailureThenAskedAgainBeforeAnyIsBelieved() {
        var first = Objects.requireNonNull(issuer.key("a"));
        issuer.answer = Mono.error(new IllegalStateException("away"));
        issuer.pass(UNHEARD);
        assertThat(issuer.key("a")).isSameAs(first);
        issuer.answer = set("b");
        issuer.pass(UNHEARD);
        assertThat(issuer.key("a")).as("withdrawn").isNull();
    }

    @Test
    void keysWhenAgedThenFetchedAnewWhileTheOldOnesAnswer() {
        var first = Objects.requireNonNull(issuer.key("a"));
        var slow = Sinks.<byte[]>one();
        issuer.answer = slow.asMono();
        issuer.pass(REFRESH);
        assertThat(issuer.key("a")).isSameAs(first);
        assertThat(issuer.key("a")).isSameAs(first);
        assertThat(issuer.fetches).hasValue(2);
        slow.tryEmitValue(json("b")).orThrow();
        assertThat(issuer.key("b")).isNotNull();
        assertThat(issuer.keys.holds("a", first)).as("withdrawn").isFalse();
    }

    @Test
    void keysWhenFetchedAnewAndTheSameThenTheSameObjects() {
        var same = json("a");
        issuer.answer = Mono.just(same);
        var first = Objects.requireNonNull(issuer.key("a"));
        issuer.pass(REFRESH);
        assertThat(issuer.key("a")).isSameAs(first);
        issuer.pass(REFRESH);
        assertThat(issuer.keys.holds("a", first)).isTrue();
        assertThat(issuer.fetches).hasValue(3);
    }

    @Test
    void keysWhenReplacedUnderOneIdThenTheOldOneCountsNoLonger() {
        var first = Objects.requireNonNull(issuer.key("a"));
        issuer.answer = set("a");
        issuer.pass(REFRESH);
        assertThat(issuer.keys.holds("a", first)).as("fetched anew meanwhile").isTrue();
        assertThat(issuer.keys.holds("a", first)).isFalse();
        assertThat(issuer.key("a")).isNotNull().isNotSameAs(first);
    }

    @Test
    void keysWhenTheIssuerIsAwayThenKnownOnesGoOnForADayAndNoLonger() {
        assertThat(issuer.key("a")).isNotNull();
        issuer.answer = Mono.error(new IllegalStateException("away"));
        issuer.pass(RETENTION.minusSeconds(1));
        assertThat(issuer.key("a")).isNotNull();
        issuer.assertAway("b");
        issuer.pass(Duration.ofSeconds(1));
        issuer.assertAway("a");
        issuer.answer = set("a");
        issuer.pass(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(issuer.key("a")).as("mended").isNotNull();
    }

    @Test
    void keysWhenTheFirstFetchFailsThenUnavailableAndTriedAgainSoon() {
        issuer.answer = Mono.error(new IllegalStateException("away"));
        issuer.assertAway("a");
        issuer.assertAway("a");
        assertThat(issuer.fetches).hasValue(1);
        issuer.answer = set("a");
        issuer.pass(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(issuer.key("a")).isNotNull();
    }

    @Test
    void keysWhenTheIssuerServesNoneThenTheKnownOnesStay() {
        assertThat(issuer.key("a")).isNotNull();
        for (var nonsense :
                List.of("{\"keys\":[]}", "{}", "<html>", "[]", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}")) {
            issuer.answer = Mono.just(nonsense.getBytes(UTF_8));
            issuer.pass(REFRESH);
            assertThat(issuer.key("a")).as(nonsense).isNotNull();
        }
        assertThat(issuer.fetches).hasValue(6);
    }

    @Test
    void keysWhenTheAnswerIsEmptyThenItIsAFetchThatFailed() {
        issuer.answer = Mono.empty();
        issuer.assertAway("a");
        issuer.answer = set("a");
        issuer.pass(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(issuer.key("a")).isNotNull();
        issuer.answer = Mono.empty();
        issuer.pass(REFRESH);
        assertThat(issuer.key("a")).isNotNull();
        issuer.assertAway("unknown");
    }
}
