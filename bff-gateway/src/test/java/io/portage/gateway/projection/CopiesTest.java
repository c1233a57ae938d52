package io.portage.gateway.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.caller.Caller;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CopiesTest {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Caller PAT = new Caller("north", "pat", Set.of("patient"), Set.of());
    private final TestClock clock = new TestClock();
    private final Copies copies = new Copies(20_000, 8_000, clock);

    private static CopyName name(Caller caller, String target) {
        return new CopyName(caller, "portal.read-fhir", target, List.of("", "", "", ""));
    }

    private LastGoodAnswer answer(int bytes) {
        return new LastGoodAnswer(
                new StoredResponse(200, List.of(), new byte[bytes]),
                "\"a\"",
                clock.instant(),
                Duration.ZERO,
                LIFE,
                Map.of());
    }

    private void keep(CopyName name, int bytes) {
        copies.keep(name, answer(bytes), copies.begin(name));
    }

    @Test
    void findWhenItsTimeIsOverThenNothingAndTheSweepFreesItsMemory() {
        keep(name(PAT, "/a"), 100);
        clock.advance(LIFE.minusMillis(1));
        assertThat(copies.find(name(PAT, "/a"))).isNotNull();
        copies.sweep();
        assertThat(copies.size()).isOne();
        clock.advance(Duration.ofMillis(1));
        assertThat(copies.find(name(PAT, "/a"))).isNull();
        copies.sweep();
        assertThat(copies.size()).isZero();
        assertThat(copies.bytes()).isZero();
    }

    @Test
    void keepWhenACallerHasTooMuchThenItsOwnOldestGoes() {
        var other = new Caller("south", "pat", Set.of("patient"), Set.of());
        keep(name(other, "/a"), 100);
        keep(name(PAT, "/a"), 3_000);
        keep(name(PAT, "/b"), 3_000);
        keep(name(PAT, "/c"), 3_000);
        assertThat(copies.find(name(PAT, "/a"))).isNull();
        assertThat(copies.find(name(PAT, "/b"))).isNotNull();
        assertThat(copies.find(name(PAT, "/c"))).isNotNull();
        assertThat(copies.find(name(other, "/a"))).isNotNull();
    }

    @Test
    void keepWhenOneIsLargerThanACallerMayHaveThenItIsNotKeptAndTheOneBeforeIsGone() {
        keep(name(PAT, "/a"), 100);
        keep(name(PAT, "/a"), 9_000);
        assertThat(copies.find(name(PAT, "/a"))).isNull();
        assertThat(copies.bytes()).isZero();
    }

    @Test
    void keepWhenSomethingWasForgottenMeanwhileThenNotKept() {
        long begun = copies.begin(name(PAT, "/a"));
        copies.forget(PAT.identity());
        copies.keep(name(PAT, "/a"), answer(100), begun);
        assertThat(copies.size()).isZero();
    }

    @Test
    void keepWhenTheResourceWasForgottenMeanwhileThenNotKeptAndAnotherIs() {
        long begun = copies.begin(name(PAT, "/a"));
        long other = copies.begin(name(PAT, "/b"));
        copies.forget(name(PAT, "/a"));
        copies.keep(name(PAT, "/a"), answer(100), begun);
        copies.keep(name(PAT, "/b"), answer(100), other);
        assertThat(copies.find(name(PAT, "/a"))).isNull();
        assertThat(copies.find(name(PAT, "/b"))).isNotNull();
    }

    @Test
    void keepWhenALaterReadWasFasterThenItsAnswerStays() {
        long begun = copies.begin(name(PAT, "/a"));
        var slow = answer(100);
        clock.advance(Duration.ofSeconds(1));
        keep(name(PAT, "/a"), 200);
        copies.keep(name(PAT, "/a"), slow, begun);
        assertThat(copies.find(name(PAT, "/a")))
                .satisfies(copy -> assertThat(copy == null ? 0 : copy.response().body().length)
                        .isEqualTo(200));
    }

    @Test
    void forgetWhenAResourceThenInEverySessionAndFormAndNothingElse() {
        var session = new Caller("north", "pat", Set.of("patient"), Set.of(), null, "other session");
        var form = new CopyName(PAT, "portal.read-fhir", "/a", List.of("text/xml", "", "", ""));
        keep(name(PAT, "/a"), 10);
        keep(name(session, "/a"), 10);
        keep(form, 10);
        keep(name(PAT, "/b"), 10);
        copies.forget(name(PAT, "/a"));
        assertThat(copies.find(name(session, "/a"))).isNull();
        assertThat(copies.find(form)).isNull();
        assertThat(copies.size()).isOne();
        assertThat(copies.find(name(PAT, "/b"))).isNotNull();
    }

    /// Whatever happens, in whatever order: no more than the bounds, and the sum is the sum.
    @Test
    void bytesWhenManyComeAndGoThenNeverAboveTheBound() {
        long seed = 20_261_120L;
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var caller = new Caller("north", "c" + random.nextInt(5), Set.of(), Set.of());
            var name = name(caller, "/" + random.nextInt(20));
            switch (random.nextInt(10)) {
                case 0 -> copies.forget(name);
                case 1 -> copies.forget(caller.identity());
                case 2 -> clock.advance(Duration.ofMinutes(1));
                case 3 -> copies.sweep();
                default -> keep(name, random.nextInt(4_000));
            }
            assertThat(copies.bytes()).as("seed %d, step %d", seed, i).isBetween(0L, 20_000L);
        }
        for (int i = 0; i < 5; i++) {
            copies.forget(new Caller.Identity("north", "c" + i));
        }
        assertThat(copies.size()).isZero();
        assertThat(copies.bytes()).as("seed %d", seed).isZero();
    }
}
