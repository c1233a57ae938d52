package io.portage.gateway.caller.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// When an issuer is asked for its keys, and what happens while it does not answer.
final class IssuerKeysTest {
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Duration UNHEARD = REFRESH.multipliedBy(2);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger fetches = new AtomicInteger();
    private Mono<byte[]> answer = set("a");
    private final IssuerKeys keys = new IssuerKeys(
            "https://id.example/realms/ehr",
            Mono.defer(() -> {
                fetches.incrementAndGet();
                return answer;
            }),
            REFRESH,
            RETENTION,
            nanos::get);

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Mono<byte[]> set(String... ids) {
        return Mono.just(json(ids));
    }

    private static byte[] json(String... ids) {
        return new JWKSet(List.copyOf(
                        List.of(ids).stream().map(IssuerKeysTest::key).toList()))
                .toString()
                .getBytes(UTF_8);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private @Nullable VerificationKey key(IssuerKeys of, String id) {
        return of.key(id).block(Duration.ofSeconds(5));
    }

    private void assertAway(String id) {
        assertThatThrownBy(() -> key(keys, id)).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void keyWhenKnownThenFetchedOnce() {
        for (int i = 0; i < 50; i++) {
            assertThat(key(keys, "a")).isNotNull();
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void keyWhenNobodyHasAskedThenNothingIsFetched() {
        assertThat(fetches).hasValue(0);
    }

    @Test
    void keyWhenManyUnknownIdsThenOneFetchInTenSecondsAndGoodOnesGoOn() {
        assertThat(key(keys, "a")).isNotNull();
        for (int second = 0; second < 60; second++) {
            for (int i = 0; i < 100; i++) {
                assertThat(key(keys, "unknown-" + second + "-" + i)).isNull();
            }
            assertThat(key(keys, "a")).isNotNull();
            pass(Duration.ofSeconds(1));
        }
        assertThat(fetches).as("the first, and six for the unknown").hasValue(7);
    }

    @Test
    void keyWhenTheIssuerHasANewOneThenAcceptedAfterOneMoreFetchHoweverRecentTheLast() {
        assertThat(key(keys, "a")).isNotNull();
        answer = set("a", "b");
        assertThat(key(keys, "b")).isNotNull();
        assertThat(fetches).hasValue(2);
        answer = set("a", "b", "c");
        assertThat(key(keys, "c")).as("within the pause").isNull();
        pass(IssuerKeys.PAUSE);
        assertThat(key(keys, "c")).isNotNull();
        assertThat(fetches).hasValue(3);
    }

    @Test
    void keyWhenUnknownAndTheIssuerIsAwayThenOneFetchInTenSecondsWhateverTheReason() {
        assertThat(key(keys, "a")).isNotNull();
        answer = Mono.error(new IllegalStateException("away"));
        pass(REFRESH);
        for (int second = 0; second < 20; second++) {
            assertThat(key(keys, "a")).isNotNull();
            assertAway("b");
            pass(Duration.ofSeconds(1));
        }
        assertThat(fetches).hasValue(3);
    }

    @Test
    void keysWhenNobodyAskedForLongThenNoneIsBelievedBeforeTheFetch() {
        var first = Objects.requireNonNull(key(keys, "a"));
        var slow = Sinks.<byte[]>one();
        answer = slow.asMono();
        pass(UNHEARD);
        assertThat(keys.holds("a", first)).isFalse();
        var found = new ArrayList<VerificationKey>();
        keys.key("a").subscribe(found::add);
        keys.key("b").subscribe(found::add);
        assertThat(found).isEmpty();
        slow.tryEmitValue(json("b")).orThrow();
        assertThat(found).as("b, and not a").containsExactly(key(keys, "b"));
        assertThat(fetches).hasValue(2);
    }

    @Test
    void keysWhenNobodyAskedForLongAndTheIssuerIsAwayThenTheKnownOnesAnswerAfterOneTry() {
        var first = Objects.requireNonNull(key(keys, "a"));
        answer = Mono.error(new IllegalStateException("away"));
        pass(UNHEARD);
        assertThat(key(keys, "a")).isSameAs(first);
        answer = Mono.never();
        pass(REFRESH);
        assertThat(key(keys, "a")).as("without waiting").isSameAs(first);
        assertThat(keys.holds("a", first)).isTrue();
    }

    @Test
    void keysWhenNobodyAskedForLongAfterAFailureThenAskedAgainBeforeAnyIsBelieved() {
        var first = Objects.requireNonNull(key(keys, "a"));
        answer = Mono.error(new IllegalStateException("away"));
        pass(UNHEARD);
        assertThat(key(keys, "a")).isSameAs(first);
        answer = set("b");
        pass(UNHEARD);
        assertThat(key(keys, "a")).as("withdrawn").isNull();
    }

    @Test
    void keyWhenManyAskAtOnceThenOneFetchAndAllAreAnswered() {
        var slow = Sinks.<byte[]>one();
        answer = slow.asMono();
        var found = new ArrayList<VerificationKey>();
        for (int i = 0; i < 100; i++) {
            keys.key("a").subscribe(found::add);
        }
        assertThat(found).isEmpty();
        slow.tryEmitValue(json("a")).orThrow();
        assertThat(found).hasSize(100);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void keyWhenOneOfThoseWhoWaitGoesAwayThenTheOthersAreAnswered() {
        var slow = Sinks.<byte[]>one();
        answer = slow.asMono();
        var found = new ArrayList<VerificationKey>();
        var first = keys.key("a").subscribe();
        keys.key("a").subscribe(found::add);
        first.dispose();
        slow.tryEmitValue(json("a")).orThrow();
        assertThat(found).hasSize(1);
    }

    @Test
    void keysWhenAgedThenFetchedAnewWhileTheOldOnesAnswer() {
        var first = Objects.requireNonNull(key(keys, "a"));
        var slow = Sinks.<byte[]>one();
        answer = slow.asMono();
        pass(REFRESH);
        assertThat(key(keys, "a")).isSameAs(first);
        assertThat(key(keys, "a")).isSameAs(first);
        assertThat(fetches).hasValue(2);
        slow.tryEmitValue(json("b")).orThrow();
        assertThat(key(keys, "b")).isNotNull();
        assertThat(keys.holds("a", first)).as("withdrawn").isFalse();
    }

    @Test
    void keysWhenFetchedAnewAndTheSameThenTheSameObjects() {
        var same = json("a");
        answer = Mono.just(same);
        var first = Objects.requireNonNull(key(keys, "a"));
        pass(REFRESH);
        assertThat(key(keys, "a")).isSameAs(first);
        pass(REFRESH);
        assertThat(keys.holds("a", first)).isTrue();
        assertThat(fetches).hasValue(3);
    }

    @Test
    void keysWhenReplacedUnderOneIdThenTheOldOneCountsNoLonger() {
        var first = Objects.requireNonNull(key(keys, "a"));
        answer = set("a");
        pass(REFRESH);
        assertThat(keys.holds("a", first)).as("fetched anew meanwhile").isTrue();
        assertThat(keys.holds("a", first)).isFalse();
        assertThat(key(keys, "a")).isNotNull().isNotSameAs(first);
    }

    @Test
    void keysWhenTheIssuerIsAwayThenKnownOnesGoOnForADayAndNoLonger() {
        assertThat(key(keys, "a")).isNotNull();
        answer = Mono.error(new IllegalStateException("away"));
        pass(RETENTION.minusSeconds(1));
        assertThat(key(keys, "a")).isNotNull();
        assertAway("b");
        pass(Duration.ofSeconds(1));
        assertAway("a");
        answer = set("a");
        pass(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(key(keys, "a")).as("mended").isNotNull();
    }

    @Test
    void keysWhenTheFirstFetchFailsThenUnavailableAndTriedAgainSoon() {
        answer = Mono.error(new IllegalStateException("away"));
        assertAway("a");
        assertAway("a");
        assertThat(fetches).hasValue(1);
        answer = set("a");
        pass(IssuerKeys.PAUSE_WITHOUT_KEYS);
        assertThat(key(keys, "a")).isNotNull();
    }

    @Test
    void keysWhenTheIssuerServesNoneThenTheKnownOnesStay() {
        assertThat(key(keys, "a")).isNotNull();
        for (var nonsense :
                List.of("{\"keys\":[]}", "{}", "<html>", "[]", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AA\"}]}")) {
            answer = Mono.just(nonsense.getBytes(UTF_8));
            pass(REFRESH);
            assertThat(key(keys, "a")).as(nonsense).isNotNull();
        }
        assertThat(fetches).hasValue(6);
    }

    @Test
    void keysWhenOneOfThemIsMalformedThenTheOthersAreRead() {
        var good = new String(json("a"), UTF_8);
        answer = Mono.just(
                good.replace("{\"keys\":[", "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"x\",\"n\":1},{\"kty\":\"?\"},")
                        .getBytes(UTF_8));
        assertThat(key(keys, "a")).isNotNull();
        assertThat(key(keys, "x")).isNull();
    }
}
