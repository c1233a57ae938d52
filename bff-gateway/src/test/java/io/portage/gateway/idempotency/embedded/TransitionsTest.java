package io.portage.gateway.idempotency.embedded;

import static io.portage.gateway.idempotency.ClaimBuilder.LEASE;
import static io.portage.gateway.idempotency.ClaimBuilder.REFUSED;
import static io.portage.gateway.idempotency.ClaimBuilder.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.portage.gateway.TestClock;
import io.portage.gateway.idempotency.Claim;
import io.portage.gateway.idempotency.ClaimBuilder;
import io.portage.gateway.idempotency.Redrive;
import io.portage.gateway.idempotency.Retention;
import io.portage.gateway.idempotency.StoredResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Random lives of one key, each step checked against what the rules allow.
final class TransitionsTest {
    private static final long SEED = 20261120;
    private static final int SCHEDULES = 4_000;
    private static final int STEPS = 30;
    private static final Retention RETENTION = new Retention(Duration.ofMinutes(10), Duration.ofMinutes(40));
    private static final Redrive WITHIN = new Redrive.Within(Duration.ofMinutes(2));
    private static final List<Duration> PAUSES = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            LEASE,
            LEASE.plusMillis(1),
            Duration.ofMinutes(2),
            RETENTION.response());

    /// One life of a key.
    private static final class Schedule {
        final Random random;
        final TestClock clock = new TestClock();
        final KeyModel model = new KeyModel(RETENTION);
        final EmbeddedIdempotencyStore store = new EmbeddedIdempotencyStore(clock, RETENTION, 10, 10_000);
        final List<Claim.Acquired> claims = new ArrayList<>();
        final StringBuilder story = new StringBuilder();

        Schedule(long seed) {
            random = new Random(seed);
        }

        void step() {
            model.at(clock.instant());
            switch (random.nextInt(6)) {
                case 0 -> pause();
                case 1, 2 -> claim();
                case 3 -> {
                    var answer = answer();
                    settle(answer == null ? "tombstone" : "complete", claim -> store.complete(claim, answer));
                }
                case 4 -> settle("release", store::release);
                default -> settle("abandon", store::abandon);
            }
        }

        private void pause() {
            var pause = PAUSES.get(random.nextInt(PAUSES.size()));
            story.append("\n  wait ").append(pause);
            clock.advance(pause);
        }

        private void claim() {
            var request = request();
            var claim = value(store.claim(request.request()));
            story.append("\n  claim ").append(request).append(" -> ").append(claim);
            model.claimed(request, claim, clock.instant());
            if (claim instanceof Claim.Acquired acquired && !claims.contains(acquired)) {
                claims.add(acquired);
            }
        }

        private ClaimBuilder request() {
            var request = claimOf("k")
                    .by("owner " + random.nextInt(1_000_000))
                    .redrive(List.of(new Redrive.Never(), WITHIN, new Redrive.Always())
                            .get(random.nextInt(3)))
                    .newAfterRetention(random.nextBoolean());
            return switch (random.nextInt(4)) {
                case 0 -> request.queued();
                case 1 -> request.verdict(REFUSED);
                default -> request;
            };
        }

        private @Nullable StoredResponse answer() {
            return random.nextInt(4) == 0 ? null : new StoredResponse(200, List.of(), new byte[8]);
        }

        private void settle(String name, Function<Claim.Acquired, Mono<Boolean>> step) {
            if (claims.isEmpty()) {
                return;
            }
            var claim = claims.get(claims.size() - 1 - Math.min(random.nextInt(3), claims.size() - 1));
            boolean live = model.isLive(claim);
            story.append("\n  ").append(name).append(' ').append(claim.fence());
            assertThat(value(step.apply(claim)))
                    .as("only the live owner settles, and may say so again")
                    .isEqualTo(live || model.isRepeated(claim, name));
            if (live) {
                model.endedBy(claim, name);
                switch (name) {
                    case "complete", "tombstone" -> model.completed(clock.instant());
                    case "release" -> model.released(clock.instant());
                    default -> model.abandoned();
                }
            }
        }
    }

    private static <T> T value(Mono<T> mono) {
        return mono.blockOptional().orElseThrow();
    }

    @Test
    void schedulesWhenRandomThenTheRulesHold() {
        for (int i = 0; i < SCHEDULES; i++) {
            var schedule = new Schedule(SEED + i);
            try {
                for (int step = 0;
                        step < STEPS
                                && Duration.between(TestClock.START, schedule.clock.instant())
                                                .compareTo(RETENTION.tombstone())
                                        < 0;
                        step++) {
                    schedule.step();
                }
            } catch (AssertionError e) {
                throw new AssertionError("seed " + (SEED + i) + schedule.story + "\n" + e.getMessage(), e);
            }
        }
    }
}
